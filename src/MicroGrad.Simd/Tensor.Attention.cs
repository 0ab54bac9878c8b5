using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Attention.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>softmax(scale · Q Kᵀ) V with this as the queries Q: every query's mean of the values, weighted by how well their keys fit. One that may look at no key gets 0.</summary>
    /// <param name="key">K: […, keys, depth], with the leading axes of this, which is […, queries, depth].</param>
    /// <param name="value">V: […, keys, width]. The result is […, queries, width].</param>
    /// <param name="isCausal">Query i looks at the keys 0 to i only.</param>
    /// <param name="mask">Where a query may look at a key, of a shape that stretches to […, queries, keys]; null for everywhere.</param>
    /// <param name="scale">What the products are multiplied by; 1/√depth where it is left out.</param>
    /// <exception cref="ArgumentException">A tensor has fewer than two axes, or the shapes do not fit.</exception>
    /// <remarks>
    /// No matrix of queries × keys is kept: scores are computed tile by tile, and again in the backward pass.
    /// Sources: A. Vaswani et al., "Attention is all you need" (2017); T. Dao et al., "FlashAttention" (2022).
    /// </remarks>
    public Tensor<T> Attention(Tensor<T> key, Tensor<T> value, bool isCausal = false, Mask<T>? mask = null, T? scale = null)
    {
        const string op = "Attention";
        TensorTape<T> tape = Owner as TensorTape<T> ?? TapeOf(op, key, value);
        Shape q = tape.ShapeOf(op, this), k = tape.ShapeOf(op, key), v = tape.ShapeOf(op, value);
        if (q.Rank < 2 || k.Rank != q.Rank || v.Rank != q.Rank || q[^1] != k[^1] || k[^2] != v[^2]
            || q.Leading(q.Rank - 2) != k.Leading(k.Rank - 2) || k.Leading(k.Rank - 2) != v.Leading(v.Rank - 2)) Throw.CannotAttend(q, k, v);
        T factor = scale ?? T.One / T.Sqrt(T.CreateChecked(Math.Max(1, q[^1])));
        if (mask is { } allowed)
        {
            Shape scores = q.WithLast(k[^2]);
            if (Shape.Broadcast(op, tape.ShapeOf(op, allowed.ToTensor()), scores) != scores) Throw.MaskTooLarge(allowed.Shape, scores);
            return tape.Record(AttentionRule<T>.Instance, q.WithLast(v[^1]), tape.ResolveAll(op, [this, key, value, allowed.ToTensor()]), isCausal ? 1 : 0, number: factor);
        }

        int query = tape.Resolve(op, this), keys = tape.Resolve(op, key), values = tape.Resolve(op, value);
        return tape.Record(AttentionRule<T>.Instance, q.WithLast(v[^1]), new(query, keys, values), isCausal ? 1 : 0, number: factor);
    }
}
