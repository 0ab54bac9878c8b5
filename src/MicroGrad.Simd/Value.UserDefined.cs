using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Ops that a user has defined.</content>
public readonly partial struct Value<T>
{
    /// <summary>An op of this value.</summary>
    /// <typeparam name="TOp">The op; <see cref="Tensor{T}"/> applies the same.</typeparam>
    public Value<T> Apply<TOp>() where TOp : struct, IUnaryOp<TOp> => Record<TOp>(this);

    /// <summary>An op of two values.</summary>
    /// <typeparam name="TOp">The op; <see cref="Tensor{T}"/> applies the same.</typeparam>
    public static Value<T> Apply<TOp>(Value<T> a, Value<T> b) where TOp : struct, IBinaryOp<TOp> => Record<TOp>(a, b);
}
