using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = the integer nearest to x, the even one of two; slope 0, even where it jumps.</summary>
internal readonly struct Round : IUnaryOp<Round>, IJumps
{
    public static string Name => "round";

    public static Saves Saves => Saves.None;

    public static Domain Domain => new(-0.5, 0.5);

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Round(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Zero;

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Round(x, y);
}
