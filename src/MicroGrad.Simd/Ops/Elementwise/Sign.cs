using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = −1, 0 or 1 as x is below, at or above 0; slope 0.</summary>
/// <remarks>Zeros keep their sign, and NaN gives NaN.</remarks>
internal readonly struct Sign : IVectorOp<Sign>, IJumps
{
    public static string Name => "sign";

    public static Saves Saves => Saves.None;

    public static Domain Domain => Domain.NonZero;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => x > T.Zero ? T.One : x < T.Zero ? -T.One : x * T.Zero;

    public static TVector Apply<T, TVector, TLanes>(TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Select(TLanes.LessThan(TLanes.Zero, x), TLanes.Constant(1), TLanes.Select(TLanes.LessThan(x, TLanes.Zero), TLanes.Constant(-1), x));

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Zero;
}
