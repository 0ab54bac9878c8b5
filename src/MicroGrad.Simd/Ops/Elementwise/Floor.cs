using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = ⌊x⌋, the largest integer that is not above x; slope 0, even where it jumps.</summary>
internal readonly struct Floor : IUnaryOp<Floor>, IJumps
{
    public static string Name => "floor";

    public static Saves Saves => Saves.None;

    public static Domain Domain => new(0, 1);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Floor(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Zero;

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Floor(x, y);
}
