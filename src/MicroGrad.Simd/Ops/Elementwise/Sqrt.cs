using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = √x; slope 1 / (2y).</summary>
internal readonly struct Sqrt : IVectorOpWithSlope<Sqrt>
{
    public static string Name => "sqrt";

    public static Saves Saves => Saves.Output;

    public static Domain Domain => Domain.Positive;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Sqrt(x);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Sqrt(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (y + y);

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Divide(TLanes.Constant(1), TLanes.Add(y, y));
}
