using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Views: the same elements in another arrangement, without a copy.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>The same elements in row-major order under another shape.</summary>
    /// <remarks>A strided view (a transpose, an inner slice) is copied first.</remarks>
    /// <exception cref="ArgumentException">The shape has another number of elements.</exception>
    public Tensor<T> Reshape(Shape shape)
    {
        TensorTape<T> tape = OwnTape("Reshape");
        int x = tape.Resolve("Reshape", this);
        if (tape.ShapeOf(x).ElementCount != shape.ElementCount) Throw.CannotReshape(tape.ShapeOf(x), shape);
        tape.Elements(x);
        Layout grad = Layout.Contiguous(shape);
        return tape.RecordView(ViewRule<T>.Reshape, grad.At(tape.LayoutOf(x).Offset), grad, x);
    }

    /// <summary>The axes in another order: axis i of the result is axis <paramref name="axes"/>[i] of this.</summary>
    /// <param name="axes">Every axis once, counted from 0, or from the end where negative.</param>
    /// <exception cref="ArgumentException">The axes are no permutation.</exception>
    public Tensor<T> Permute(ReadOnlySpan<int> axes)
    {
        TensorTape<T> tape = OwnTape("Permute");
        int x = tape.Resolve("Permute", this);
        Shape shape = tape.ShapeOf(x);
        PerAxis order = default;
        uint seen = 0;
        if (axes.Length != shape.Rank) Throw.NotAPermutation(axes, shape);
        for (int i = 0; i < axes.Length; i++)
        {
            order[i] = shape.NormalizeAxis("Permute", axes[i]);
            seen |= 1u << order[i];
        }

        if (seen != AxisSet.All(shape).Bits) Throw.NotAPermutation(axes, shape);
        ReadOnlySpan<int> normalized = ((ReadOnlySpan<int>)order)[..axes.Length];
        return tape.RecordView(ViewRule<T>.Permute, tape.LayoutOf(x).Permute(normalized), Layout.Contiguous(shape).Permute(normalized), x);
    }

    /// <summary>The last two axes swapped: a matrix transposed.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has fewer than two axes.</exception>
    public Tensor<T> Transpose() => Transpose(-2, -1);

    /// <summary>Two axes swapped.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="other">Counted likewise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    public Tensor<T> Transpose(int axis, int other)
    {
        Shape shape = OwnTape("Transpose").ShapeOf("Transpose", this);
        int first = shape.NormalizeAxis("Transpose", axis), second = shape.NormalizeAxis("Transpose", other);
        PerAxis order = default;
        for (int i = 0; i < shape.Rank; i++) order[i] = i == first ? second : i == second ? first : i;
        return Permute(((ReadOnlySpan<int>)order)[..shape.Rank]);
    }

    /// <summary>The elements from <paramref name="start"/> to start + <paramref name="length"/> along one axis.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="start">The first index taken.</param>
    /// <param name="length">How many are taken; may be 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or the part reaches outside the extent.</exception>
    public Tensor<T> Slice(int axis, int start, int length)
    {
        TensorTape<T> tape = OwnTape("Slice");
        int x = tape.Resolve("Slice", this);
        Shape shape = tape.ShapeOf(x);
        int normalized = shape.NormalizeAxis("Slice", axis);
        if (start < 0 || length < 0 || start > shape[normalized] - length) Throw.SliceOutside(axis, start, length, shape);
        return tape.RecordView(
            ViewRule<T>.Slice, tape.LayoutOf(x).Slice(normalized, start, length), Layout.Contiguous(shape).Slice(normalized, start, length), x);
    }
}
