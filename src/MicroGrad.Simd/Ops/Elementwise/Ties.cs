namespace MicroGrad.Simd.Ops;

/// <summary>How the upstream gradient of a maximum is shared between two operands.</summary>
internal static class Ties
{
    /// <summary>The share of <paramref name="a"/> in max(a, b): 1, ½ or 0.</summary>
    public static T Share<T>(T a, T b) where T : IFloatingPointIeee754<T>
    {
        if (a > b) return T.One;
        if (a < b) return T.Zero;
        bool left = a == b || T.IsNaN(a), right = a == b || T.IsNaN(b);
        return !left ? T.Zero : right ? T.One / (T.One + T.One) : T.One;
    }
}
