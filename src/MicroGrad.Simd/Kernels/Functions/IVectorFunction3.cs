namespace MicroGrad.Simd.Kernels;

/// <summary>A function of three numbers, also as a function of three whole vectors.</summary>
internal interface IVectorFunction3
{
    static abstract T Apply<T>(T a, T b, T c) where T : IFloatingPointIeee754<T>;

    /// <inheritdoc cref="Apply{T}(T, T, T)"/>
    static abstract TVector Apply<T, TVector, TLanes>(TVector a, TVector b, TVector c)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>;
}
