using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = eˣ; slope y.</summary>
internal readonly struct Exp : IUnaryOp<Exp>
{
    public static string Name => "exp";

    public static Saves Saves => Saves.Output;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.Exp(x);

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => y;

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T> => TensorPrimitives.Exp(x, y);

    public static void AddVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> dx) where T : IFloatingPointIeee754<T> =>
        TensorPrimitives.MultiplyAdd(dy, y, dx, dx);
}
