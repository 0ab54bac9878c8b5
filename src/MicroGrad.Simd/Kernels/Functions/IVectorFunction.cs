namespace MicroGrad.Simd.Kernels;

/// <summary>A function of one number, also as a function of a whole vector.</summary>
internal interface IVectorFunction
{
    static abstract T Apply<T>(T x) where T : IFloatingPointIeee754<T>;

    /// <inheritdoc cref="Apply{T}(T)"/>
    static abstract TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;
}
