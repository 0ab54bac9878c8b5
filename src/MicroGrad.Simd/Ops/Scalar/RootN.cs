namespace MicroGrad.Simd.Ops;

/// <summary>y = the b-th root of a, for an integer b that no gradient flows to; slope y / (b a).</summary>
/// <remarks>At a = 0 the slope is NaN.</remarks>
internal readonly struct RootN : IBinaryOp<RootN>
{
    public static string Name => "root";

    public static Saves Saves => Saves.Left | Saves.Right | Saves.Output;

    public static Domain LeftDomain => Domain.Positive;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.RootN(a, int.CreateTruncating(b));

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => y / (b * a);

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;
}
