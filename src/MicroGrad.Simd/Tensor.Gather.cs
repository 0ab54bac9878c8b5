using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Elements and slices chosen by many indices. An index is counted from 0; a negative one is an error, as it mostly is by mistake.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>One element for each index: along the axis at the index, along the other axes where the index itself stands.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="indices">Row-major, each from 0 to the extent of the axis − 1.</param>
    /// <param name="shape">The shape of the indices and of the result: of the tensor's rank, and of no larger extent but along the axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis, or an index lies outside of it.</exception>
    /// <exception cref="ArgumentException">The shape does not fit the tensor, or the indices do not fit the shape.</exception>
    /// <remarks>VJP: the upstream gradient, added where the elements came from; what is taken twice gets both.</remarks>
    public Tensor<T> Gather(int axis, ReadOnlySpan<int> indices, Shape shape)
    {
        TensorTape<T> tape = OwnTape("Gather");
        int x = tape.Resolve("Gather", this);
        int normalized = Indexed("Gather", tape.ShapeOf(x), axis, indices, shape);
        return tape.Record(GatherRule<T>.Gather, shape, new(x), normalized, tape.Keep(indices));
    }

    /// <summary>The slices at some indices along one axis, in their order.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="indices">Each from 0 to the extent of the axis − 1, as often as it is wanted.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis, or an index lies outside of it.</exception>
    /// <remarks>VJP: each slice of the upstream gradient, added where it came from; what is taken twice gets both.</remarks>
    public Tensor<T> IndexSelect(int axis, ReadOnlySpan<int> indices)
    {
        TensorTape<T> tape = OwnTape("IndexSelect");
        int x = tape.Resolve("IndexSelect", this);
        Shape shape = tape.ShapeOf(x);
        int normalized = shape.NormalizeAxis("IndexSelect", axis);
        ThrowIfOutside("IndexSelect", indices, normalized, shape);
        return tape.Record(IndexSelectRule<T>.Instance, shape.With(normalized, indices.Length), new(x), normalized, tape.Keep(indices));
    }

    /// <summary>This tensor, and every element of another added to it: along the axis at its index, along the other axes where it stands.</summary>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="indices">One for each element of the source, row-major, from 0 to the extent of the axis − 1.</param>
    /// <param name="source">Of the tensor's rank, and of no larger extent but along the axis.</param>
    /// <exception cref="ArgumentOutOfRangeException">The tensor has no such axis, or an index lies outside of it.</exception>
    /// <exception cref="ArgumentException">The source does not fit the tensor, or the indices do not fit the source.</exception>
    /// <remarks>
    /// Elements that go to one place are added in their row-major order, so that the result is the same every time. VJPs: the upstream gradient for this
    /// tensor, and for the source the upstream gradient at the indices.
    /// </remarks>
    public Tensor<T> ScatterAdd(int axis, ReadOnlySpan<int> indices, Tensor<T> source)
    {
        TensorTape<T> tape = TapeOf("ScatterAdd", this, source);
        Shape shape = tape.ShapeOf("ScatterAdd", this);
        int normalized = Indexed("ScatterAdd", shape, axis, indices, tape.ShapeOf("ScatterAdd", source));
        int x = tape.Resolve("ScatterAdd", this), added = tape.Resolve("ScatterAdd", source);
        return tape.Record(ScatterAddRule<T>.Instance, shape, new(x, added), normalized, tape.Keep(indices));
    }

    /// <summary>The rows of this table at some indices: a vector that stands for each word.</summary>
    /// <param name="indices">Row-major, each from 0 to the number of rows − 1.</param>
    /// <param name="shape">The shape of the indices; that of a row comes behind it in the result.</param>
    /// <param name="padding">A row that gets no gradient, if any.</param>
    /// <exception cref="ArgumentException">The table has no axis, or the indices do not fit the shape.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An index or <paramref name="padding"/> is no row of the table.</exception>
    /// <remarks>
    /// For a table of parameters: <c>tape.Track(table).Embedding(indices, shape)</c>. It is never copied. VJP: each row of the upstream gradient, added to
    /// the row of the gradient that it came from; other rows are not touched.
    /// </remarks>
    public Tensor<T> Embedding(ReadOnlySpan<int> indices, Shape shape, int? padding = null)
    {
        TensorTape<T> tape = OwnTape("Embedding");
        int table = tape.Resolve("Embedding", this);
        Shape rows = tape.ShapeOf(table);
        if (rows.Rank == 0) Throw.NeedsAxis("Embedding", rows);
        if (indices.Length != shape.ElementCount) Throw.IndexCount("Embedding", indices.Length, shape);
        if (padding is { } row && (uint)row >= (uint)rows[0]) Throw.NoSuchRow(row, rows);
        ThrowIfOutside("Embedding", indices, 0, rows);
        return tape.Record(EmbeddingRule<T>.Instance, shape.Followed(rows.Extents[1..]), new(table), padding ?? -1, tape.Keep(indices));
    }

    /// <summary>The axis, where indices of a shape choose from a tensor.</summary>
    private static int Indexed(string op, in Shape shape, int axis, ReadOnlySpan<int> indices, in Shape indexShape)
    {
        int normalized = shape.NormalizeAxis(op, axis);
        if (indexShape.Rank != shape.Rank) Throw.IndexShape(op, indexShape, shape, normalized);
        for (int i = 0; i < shape.Rank; i++)
            if (i != normalized && indexShape.Extents[i] > shape.Extents[i]) Throw.IndexShape(op, indexShape, shape, normalized);
        if (indices.Length != indexShape.ElementCount) Throw.IndexCount(op, indices.Length, indexShape);
        ThrowIfOutside(op, indices, normalized, shape);
        return normalized;
    }

    private static void ThrowIfOutside(string op, ReadOnlySpan<int> indices, int axis, in Shape shape)
    {
        int extent = shape.Extents[axis];
        if (Scan.AllIndices(indices, extent)) return;
        for (int i = 0; i < indices.Length; i++)
            if ((uint)indices[i] >= (uint)extent) Throw.NoSuchIndex(op, indices, i, extent, axis, shape);
    }
}
