using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = |x|; slope sign x.</summary>
/// <remarks>The slope at 0 is 0, and at NaN it is NaN.</remarks>
internal readonly struct Abs : IUnaryOp<Abs>
{
    public static string Name => "abs";

    public static Saves Saves => Saves.Input;

    public static Domain Domain => Domain.NonZero;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Abs(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => x > T.Zero ? T.One : x < T.Zero ? -T.One : x;

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Abs(x, y);
}
