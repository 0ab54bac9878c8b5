namespace MicroGrad.Simd.Kernels;

/// <summary>dy · slope(x, y).</summary>
internal readonly struct SlopeProduct<TSlope> : IVectorFunction3 where TSlope : struct, IVectorSlope
{
    public static T Apply<T>(T a, T b, T c) where T : IFloatingPointIeee754<T> => a * TSlope.Slope(b, c);

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b, TVector c)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Multiply(a, TSlope.Slope<T, TVector, TLanes>(b, c));
}
