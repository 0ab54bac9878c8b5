using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Views: the same elements in another arrangement, without a copy.</content>
public readonly partial struct Tensor<T>
{
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

    /// <summary>One axis in another place, the others in their order.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="place">Which axis of the result it becomes, counted likewise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis or place.</exception>
    public Tensor<T> MoveAxis(int axis, int place)
    {
        Shape shape = OwnTape("MoveAxis").ShapeOf("MoveAxis", this);
        int from = shape.NormalizeAxis("MoveAxis", axis), to = shape.NormalizeAxis("MoveAxis", place);
        PerAxis order = default;
        for (int i = 0, other = 0; i < shape.Rank; i++)
        {
            if (other == from) other++;
            order[i] = i == to ? from : other++;
        }

        return Permute(((ReadOnlySpan<int>)order)[..shape.Rank]);
    }

    /// <summary>A diagonal of the matrices that two axes make, as a last axis in their stead and without a copy.</summary>
    /// <param name="offset">0 is the main diagonal, 1 the one to the right of it, −1 the one below; outside of the matrix it has extent 0.</param>
    /// <param name="axis">The axis of the rows, counted from 0, or from the end where negative.</param>
    /// <param name="other">The axis of the columns, counted likewise.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    /// <exception cref="ArgumentException">Both are the same axis.</exception>
    /// <remarks>VJP: the upstream gradient on the diagonal, 0 beside it. The way back is <see cref="DiagonalEmbed"/>.</remarks>
    public Tensor<T> Diagonal(int offset = 0, int axis = 0, int other = 1)
    {
        TensorTape<T> tape = OwnTape("Diagonal");
        int x = tape.Resolve("Diagonal", this);
        Shape shape = tape.ShapeOf(x);
        int rows = shape.NormalizeAxis("Diagonal", axis), columns = shape.NormalizeAxis("Diagonal", other);
        if (rows == columns) Throw.RepeatedAxis("Diagonal", other, [axis, other]);
        return tape.RecordView(
            ViewRule<T>.Diagonal, tape.LayoutOf(x).Diagonal(rows, columns, offset), Layout.Contiguous(shape).Diagonal(rows, columns, offset), x);
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
