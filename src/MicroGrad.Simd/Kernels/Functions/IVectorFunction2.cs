namespace MicroGrad.Simd.Kernels;

/// <summary>A function of two numbers, also as a function of two whole vectors.</summary>
internal interface IVectorFunction2
{
    static abstract T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T>;

    /// <inheritdoc cref="Apply{T}(T, T)"/>
    static abstract TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;
}
