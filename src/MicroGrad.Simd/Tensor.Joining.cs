using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Several tensors as one, and one as several.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>Tensors one after another along an axis.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="tensors">At least one, one of them on a tape. Their shapes differ at most in the extent of that axis.</param>
    /// <exception cref="ArgumentException">There is no tensor, or the shapes do not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensors have no such axis.</exception>
    /// <remarks>VJP: to each tensor its part of the upstream gradient.</remarks>
    public static Tensor<T> Concat(int axis, params ReadOnlySpan<Tensor<T>> tensors)
    {
        TensorTape<T> tape = TapeOf("Concat", tensors);
        Shape first = tape.ShapeOf("Concat", tensors[0]);
        int joined = first.NormalizeAxis("Concat", axis), total = first.Extents[joined];
        for (int i = 1; i < tensors.Length; i++)
        {
            Shape next = tape.ShapeOf("Concat", tensors[i]);
            if (next.Rank != first.Rank || next.With(joined, 0) != first.With(joined, 0)) Throw.CannotJoin("Concat", next, first, $"differ at most in axis {axis}");
            total = checked(total + next.Extents[joined]);
        }

        return tape.Record(JoinRule<T>.Concat, first.With(joined, total), tape.ResolveAll("Concat", tensors), argument: joined);
    }

    /// <summary>Tensors of one shape side by side along a new axis.</summary>
    /// <param name="axis">Which axis of the result it is, counted from 0; a negative axis counts from the end of the result.</param>
    /// <param name="tensors">At least one, one of them on a tape.</param>
    /// <exception cref="ArgumentException">There is no tensor, or the shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The result would have no such axis.</exception>
    /// <remarks>VJP: to each tensor its part of the upstream gradient.</remarks>
    public static Tensor<T> Stack(int axis, params ReadOnlySpan<Tensor<T>> tensors)
    {
        TensorTape<T> tape = TapeOf("Stack", tensors);
        Shape first = tape.ShapeOf("Stack", tensors[0]), result = first.Insert("Stack", axis, tensors.Length);
        for (int i = 1; i < tensors.Length; i++)
        {
            Shape next = tape.ShapeOf("Stack", tensors[i]);
            if (next != first) Throw.CannotJoin("Stack", next, first, "be equal");
        }

        return tape.Record(JoinRule<T>.Stack, result, tape.ResolveAll("Stack", tensors), argument: axis < 0 ? axis + result.Rank : axis);
    }

    /// <summary>Parts of so many elements along an axis, without a copy; the last may be shorter.</summary>
    /// <param name="length">At least 1.</param>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis, or the length is below 1.</exception>
    public TensorParts<T> Split(int length, int axis = 0) => Split("Split", length, axis);

    /// <summary>Parts of given lengths along an axis, without a copy.</summary>
    /// <param name="lengths">Together as long as the axis.</param>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentException">The lengths are negative or do not add up to the extent of the axis.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    public TensorParts<T> Split(ReadOnlySpan<int> lengths, int axis = 0)
    {
        TensorTape<T> tape = OwnTape("Split");
        Shape shape = tape.ShapeOf("Split", this);
        long total = 0;
        foreach (int length in lengths) total = length < 0 ? long.MinValue : total + length;
        if (total != shape[shape.NormalizeAxis("Split", axis)]) Throw.PartLengths(lengths, axis, shape);
        int first = tape.Count, start = 0;
        foreach (int length in lengths)
        {
            Slice(axis, start, length);
            start += length;
        }

        return new(tape, first, lengths.Length);
    }

    /// <summary>At most so many parts along an axis, without a copy: all as long as the first but the last, which may be shorter.</summary>
    /// <param name="count">At least 1. Where the extent is no multiple of it, there may be fewer parts.</param>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis, or the count is below 1.</exception>
    public TensorParts<T> Chunk(int count, int axis = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        Shape shape = OwnTape("Chunk").ShapeOf("Chunk", this);
        int extent = shape[shape.NormalizeAxis("Chunk", axis)];
        return Split("Chunk", Math.Max(1, extent / count + (extent % count == 0 ? 0 : 1)), axis);
    }

    /// <summary>The tensors at each place of an axis, which is gone from them, without a copy.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis.</exception>
    public TensorParts<T> Unbind(int axis = 0)
    {
        TensorTape<T> tape = OwnTape("Unbind");
        int x = tape.Resolve("Unbind", this), first = tape.Count;
        Shape shape = tape.ShapeOf(x);
        int gone = shape.NormalizeAxis("Unbind", axis);
        Layout grad = Layout.Contiguous(shape);
        for (int place = 0; place < shape.Extents[gone]; place++)
            tape.RecordView(ViewRule<T>.Slice, tape.LayoutOf(x).At(gone, place), grad.At(gone, place), x);
        return new(tape, first, shape.Extents[gone]);
    }

    private TensorParts<T> Split(string op, int length, int axis)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(length, 1);
        TensorTape<T> tape = OwnTape(op);
        Shape shape = tape.ShapeOf(op, this);
        int normalized = shape.NormalizeAxis(op, axis), extent = shape.Extents[normalized], first = tape.Count;

        // An axis of extent 0 is one empty part.
        int start = 0;
        do
        {
            Slice(normalized, start, Math.Min(length, extent - start));
            start += Math.Min(length, extent - start);
        }
        while (start < extent);
        return new(tape, first, tape.Count - first);
    }

    private static TensorTape<T> TapeOf(string op, ReadOnlySpan<Tensor<T>> tensors)
    {
        if (tensors.IsEmpty) Throw.NothingToJoin(op);
        foreach (Tensor<T> tensor in tensors)
            if (tensor.Owner is TensorTape<T> tape) return tape;
        return tensors[0].OwnTape(op);
    }
}
