using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = −x; slope −1.</summary>
internal readonly struct Negate : IUnaryOp<Negate>
{
    public static string Name => "neg";

    public static Saves Saves => Saves.None;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => -x;

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => -T.One;

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Negate(x, y);

    public static void AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) where T : IFloatingPointIeee754<T> =>
        TensorPrimitives.Subtract(dx, dy, dx);
}
