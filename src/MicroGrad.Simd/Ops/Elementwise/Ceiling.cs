using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = ⌈x⌉, the smallest integer that is not below x; slope 0, even where it jumps.</summary>
internal readonly struct Ceiling : IUnaryOp<Ceiling>, IJumps
{
    public static string Name => "ceiling";

    public static Saves Saves => Saves.None;

    public static Domain Domain => new(0, 1);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Ceiling(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Zero;

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Ceiling(x, y);
}
