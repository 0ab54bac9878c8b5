namespace MicroGrad.Simd.Ops;

/// <summary>y = a 2ᵇ, for an integer b that no gradient flows to; slope 2ᵇ.</summary>
internal readonly struct ScaleB : IBinaryOp<ScaleB>, INumberOp
{
    public static string Name => "scaleb";

    public static Saves Saves => Saves.Right;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.ScaleB(a, int.CreateTruncating(b));

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.ScaleB(T.One, int.CreateTruncating(b));

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;
}
