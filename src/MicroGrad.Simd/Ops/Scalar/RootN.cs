namespace MicroGrad.Simd.Ops;

/// <summary>y = the b-th root of a, for an integer b that no gradient flows to; slope y / a / b.</summary>
/// <remarks>Where that is 0 / 0 or ∞ / ∞ the slope is y¹⁻ᵇ / b: the same, less exact for a large b.</remarks>
internal readonly struct RootN : IBinaryOp<RootN>, INumberOp
{
    public static string Name => "root";

    public static Saves Saves => Saves.Left | Saves.Right | Saves.Output;

    public static Domain LeftDomain => Domain.Positive;

    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => T.RootN(a, int.CreateTruncating(b));

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> =>
        a == T.Zero || T.IsInfinity(a) ? T.Pow(y, T.One - b) / b : y / a / b; // b a may overflow

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> => T.Zero;
}
