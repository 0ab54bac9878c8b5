using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Linear algebra.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The matrix product of this, m×k, with another, k×n. A transposed view is multiplied as it stands, without a copy.</summary>
    /// <exception cref="ArgumentException">An operand is no matrix, or the inner extents differ.</exception>
    /// <remarks>VJPs: the upstream gradient times the other operand's transpose, from its side.</remarks>
    public Tensor<T> MatMul(Tensor<T> other)
    {
        TensorTape<T> tape = TapeOf("MatMul", this, other);
        Shape left = tape.ShapeOf("MatMul", this), right = tape.ShapeOf("MatMul", other);
        if (left.Rank != 2 || right.Rank != 2 || left[1] != right[0]) Throw.CannotMultiply(left, right);
        int a = tape.Resolve("MatMul", this), b = tape.Resolve("MatMul", other);
        return tape.Record(MatMulRule<T>.Instance, [left[0], right[1]], new(a, b));
    }
}
