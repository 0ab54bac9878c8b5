using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Element-wise ops that a user has defined.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>An op of every element.</summary>
    /// <typeparam name="TOp">The op; <see cref="Value{T}"/> applies the same.</typeparam>
    public Tensor<T> Apply<TOp>() where TOp : struct, IUnaryOp<TOp> => Record<TOp>();

    /// <summary>An op of two elements each; the operands broadcast.</summary>
    /// <typeparam name="TOp">The op; <see cref="Value{T}"/> applies the same.</typeparam>
    /// <exception cref="ArgumentException">The shapes do not broadcast.</exception>
    public static Tensor<T> Apply<TOp>(Tensor<T> a, Tensor<T> b) where TOp : struct, IBinaryOp<TOp> => Record<TOp>(a, b);
}
