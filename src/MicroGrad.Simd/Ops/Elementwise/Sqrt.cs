using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = √x; slope 1 / (2y).</summary>
internal readonly struct Sqrt : IUnaryOp<Sqrt>
{
    public static string Name => "sqrt";

    public static Saves Saves => Saves.Output;

    public static Domain Domain => Domain.Positive;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Sqrt(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.One / (y + y);

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Sqrt(x, y);
}
