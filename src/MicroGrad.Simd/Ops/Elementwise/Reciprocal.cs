using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = 1 / x; slope −y².</summary>
internal readonly struct Reciprocal : IVectorOpWithSlope<Reciprocal>
{
    public static string Name => "reciprocal";

    public static Saves Saves => Saves.Output;

    public static Domain Domain => Domain.NonZero;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.One / x;

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(TLanes.Constant(1), x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => -(y * y);

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Negate(TLanes.Multiply(y, y));
}
