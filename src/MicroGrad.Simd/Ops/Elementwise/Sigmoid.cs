using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>y = 1 / (1 + e⁻ˣ); slope y (1 − y).</summary>
internal readonly struct Sigmoid : IUnaryOp<Sigmoid>
{
    public static string Name => "sigmoid";

    public static Saves Saves => Saves.Output;

    public static T Apply<T>(T x) where T : IFloatingPointIeee754<T> => T.One / (T.One + T.Exp(-x));

    public static T Slope<T>(T x, T y) where T : IFloatingPointIeee754<T> => y * (T.One - y);

    public static void Forward<T>(ReadOnlySpan<T> x, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        if (!x.IsEmpty) TensorPrimitives.Sigmoid(x, y); // which alone of its kin throws for nothing
    }
}
