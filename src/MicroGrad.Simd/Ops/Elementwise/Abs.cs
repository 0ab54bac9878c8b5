using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = |x|; slope sign x.</summary>
/// <remarks>The slope at 0 is 0, and at NaN it is NaN.</remarks>
internal readonly struct Abs : IVectorOpWithSlope<Abs>
{
    public static string Name => "abs";

    public static Saves Saves => Saves.Input;

    public static Domain Domain => Domain.NonZero;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Abs(x);

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Abs(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => x > T.Zero ? T.One : x < T.Zero ? -T.One : x * T.Zero;

    public static TVector Slope<T, TVector, TLanes>(TVector x, TVector y)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> =>
        TLanes.Select(TLanes.LessThan(TLanes.Zero, x), TLanes.Constant(1), TLanes.Select(TLanes.LessThan(x, TLanes.Zero), TLanes.Constant(-1), x));
}
