namespace MicroGrad.Simd.Kernels;

/// <summary>Which of two numbers an <see cref="ExtremeFold{TExtreme}"/> takes.</summary>
internal interface IExtreme
{
    static abstract string Name { get; }

    /// <summary>What every number is preferred to.</summary>
    static abstract T Worst<T>() where T : IFloatingPointIeee754<T>;

    /// <summary>The preferred one; NaN wins, and 0 and −0 differ.</summary>
    static abstract T Pick<T>(T x, T y) where T : IFloatingPointIeee754<T>;

    /// <summary>The preferred ones of numbers; where one is NaN, any of the two. 0 and −0 are the same here.</summary>
    static abstract TVector Pick<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;

    /// <summary>The preferred element, likewise.</summary>
    static abstract T Across<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;

    /// <summary>Where an element has its sign bit set in the preferred zero of x and y, if both are zero.</summary>
    static abstract TVector PickSign<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;
}
