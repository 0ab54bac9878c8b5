namespace MicroGrad.Simd.Kernels;

/// <summary>A slope as a function of two numbers, as a rule an input x and the output y, also of two whole vectors.</summary>
internal interface IVectorSlope
{
    static abstract T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T>;

    /// <inheritdoc cref="Slope{T}(T, T)"/>
    static abstract TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;
}
