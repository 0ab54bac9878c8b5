using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Numerics;

namespace MicroGrad.Simd.Ops;

/// <summary>y = min(a, b); slopes 1 and 0 where a ≤ b, else 0 and 1.</summary>
/// <remarks>Unlike in a minimum, a tie is the operand's own: a clamped number at its bound is free.</remarks>
internal readonly struct ClampMax : IVectorOp2<ClampMax>
{
    public static string Name => "clamp from above";

    public static Saves Saves => Saves.Left | Saves.Right;

    public static bool KinkWhereEqual => true;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> =>
        a is IZeroThroughout ? T.Clamp(a, T.NegativeInfinity, b) : T.Min(a, b); // the minimum of numbers with derivatives splits ties

    public static TVector Apply<T, TVector, TLanes>(TVector a, TVector b)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Min(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => a > b ? T.Zero : T.One;

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => a > b ? T.One : T.Zero;
}
