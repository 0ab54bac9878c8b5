using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = tanh x; slope 1 − y².</summary>
internal readonly struct Tanh : IVectorOpWithSlope<Tanh>
{
    public static string Name => "tanh";

    public static Saves Saves => Saves.Output;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Tanh(x);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => VectorTanh<T, TVector, TLanes>.Apply(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One - y * y;

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.SubtractProduct(TLanes.Constant(1), y, y);
}
