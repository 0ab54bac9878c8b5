using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = aᵇ; slopes b aᵇ⁻¹ and y ln a.</summary>
/// <remarks>
/// For b = 0 the left slope is 0 at every a, and for a = 0 the right slope is 0 where b ≥ 0: there the product is the constant that
/// its limit is, not 0 · ∞. A constant exponent is an operand that wants no gradient.
/// </remarks>
internal readonly struct Pow : IBinaryOp<Pow>
{
    public static string Name => "pow";

    public static Saves Saves => Saves.Left | Saves.Right | Saves.Output;

    public static Domain LeftDomain => Domain.Positive;

    // A square is by far the commonest power, and a product is exact where the general function is slow.
    public static T Apply<T>(T a, T b) where T : IFloatingPointIeee754<T> => b == T.One + T.One ? a * a : T.Pow(a, b);

    public static T SlopeLeft<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> =>
        b == T.One + T.One ? a + a : b == T.Zero ? T.Zero : b * T.Pow(a, b - T.One);

    public static T SlopeRight<T>(T a, T b, T y) where T : IFloatingPointIeee754<T> =>
        a == T.Zero && b >= T.Zero ? T.Zero : y * T.Log(a);

    public static void Forward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        if (b.ContainsAnyExcept(T.One + T.One)) TensorPrimitives.Pow(a, b, y);
        else TensorPrimitives.Multiply(a, a, y);
    }
}
