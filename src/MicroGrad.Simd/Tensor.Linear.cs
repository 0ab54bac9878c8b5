using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Linear algebra.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The matrix product, over the last two axes and every place of the axes before them, which broadcast: […, m, k] by […, k, n] gives […, m, n].</summary>
    /// <param name="other">The right factor. A vector is a column there, and a row on the left; the result then lacks that axis.</param>
    /// <exception cref="ArgumentException">An operand has no axis, the inner extents differ, or the axes before the last two do not broadcast.</exception>
    /// <remarks>
    /// VJPs: the upstream gradient times the other operand's transpose, from its side, summed over stretched axes. A transposed view is multiplied as
    /// it stands, without a copy.
    /// </remarks>
    public Tensor<T> MatMul(Tensor<T> other)
    {
        TensorTape<T> tape = TapeOf("MatMul", this, other);
        Shape shape = ProductShape(tape.ShapeOf("MatMul", this), tape.ShapeOf("MatMul", other));
        int a = tape.Resolve("MatMul", this), b = tape.Resolve("MatMul", other);
        return tape.Record(MatMulRule<T>.Instance, shape, new(a, b));
    }

    /// <summary>x W + b, where x is […, inputs]: what a fully connected layer computes.</summary>
    /// <param name="weight">W, [inputs, outputs].</param>
    /// <param name="bias">b, [outputs].</param>
    /// <param name="activation">Applied to the sum, element by element, before it leaves the cache.</param>
    /// <returns>[…, outputs].</returns>
    /// <exception cref="ArgumentException">The extents do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such activation.</exception>
    public Tensor<T> Linear(Tensor<T> weight, Tensor<T> bias, Activation activation = Activation.Identity)
    {
        const string op = "Linear";
        TensorTape<T> tape = Owner as TensorTape<T> ?? TapeOf(op, weight, bias);
        Shape x = tape.ShapeOf(op, this), w = tape.ShapeOf(op, weight), b = tape.ShapeOf(op, bias);
        if (x.Rank == 0 || w.Rank != 2 || b.Rank != 1 || x[^1] != w[0] || w[1] != b[0]) Throw.CannotApplyLayer(x, w, b);
        Rule<T> rule = activation switch
        {
            Activation.Identity => LinearRule<T>.Instance,
            Activation.Relu => ActivatedLinearRule<Relu, T>.Instance,
            Activation.Tanh => ActivatedLinearRule<Tanh, T>.Instance,
            Activation.Sigmoid => ActivatedLinearRule<Sigmoid, T>.Instance,
            _ => throw new ArgumentOutOfRangeException(nameof(activation), $"Linear: {activation} is no activation. It is one of {string.Join(", ", Enum.GetNames<Activation>())}."),
        };
        int first = tape.Resolve(op, this), second = tape.Resolve(op, weight), third = tape.Resolve(op, bias);
        return tape.Record(rule, x.WithLast(w[1]), new(first, second, third));
    }

    private static Shape ProductShape(in Shape left, in Shape right)
    {
        if (left.Rank == 0 || right.Rank == 0 || left[^1] != right[right.Rank == 1 ? ^1 : ^2]) Throw.CannotMultiply(left, right);
        if (left.Rank == 2 && right.Rank == 2) return [left[0], right[1]];
        Shape batch = Shape.Broadcast("MatMul", left.Leading(Math.Max(0, left.Rank - 2)), right.Leading(Math.Max(0, right.Rank - 2)));
        Shape whole = batch.Append(left.Rank == 1 ? 1 : left[^2], right.Rank == 1 ? 1 : right[^1]);
        AxisSet vectors = new((left.Rank == 1 ? 1u << batch.Rank : 0) | (right.Rank == 1 ? 2u << batch.Rank : 0));
        return vectors.Drop(whole);
    }
}
