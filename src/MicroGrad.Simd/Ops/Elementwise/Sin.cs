using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = sin x; slope cos x.</summary>
internal readonly struct Sin : IUnaryOp<Sin>
{
    public static string Name => "sin";

    public static Saves Saves => Saves.Input;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Sin(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => T.Cos(x);

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Sin(x, y);
}
