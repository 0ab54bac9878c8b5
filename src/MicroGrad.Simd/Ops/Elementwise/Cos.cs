using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = cos x; slope −sin x.</summary>
internal readonly struct Cos : IUnaryOp<Cos>
{
    public static string Name => "cos";

    public static Saves Saves => Saves.Input;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Cos(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => -T.Sin(x);

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Cos(x, y);
}
