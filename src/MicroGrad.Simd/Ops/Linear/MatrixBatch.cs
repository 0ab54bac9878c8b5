using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>One side of a matrix product over batch axes: a matrix for every place. Where a batch axis is stretched, matrices coincide.</summary>
internal readonly unsafe struct MatrixBatch<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly MatrixView<T> _first;
    private readonly Layout _places;        // of the matrices' first elements, counted from the first matrix's
    private readonly StridedMap _map;

    private MatrixBatch(in MatrixView<T> first, in Layout places)
    {
        _first = first;
        _places = places;
        _map = new StridedMap(places);
    }

    public int Count => _places.Shape.ElementCount;

    public MatrixView<T> First => _first;

    /// <summary>All matrices are the same one.</summary>
    public bool IsOne => _map.Step == 0;

    /// <summary>No two matrices are the same one.</summary>
    public bool IsDistinct => _map.IsDistinct;

    /// <summary>The rows of each matrix are followed by those of the next, so that all together are one tall matrix.</summary>
    public bool IsTall => !_first.IsTransposed && _map.Step == _first.Rows * _first.Stride;

    public MatrixView<T> this[int place] => _first.At(_places.OffsetOf(place));

    public static MatrixBatch<T> Operand(INode<T> node, int operand, in Shape batch) =>
        new(MatrixView<T>.Operand(node, operand), Places(node.Layout(operand), batch));

    public static MatrixBatch<T> Grad(INode<T> node, int operand, in Shape batch) =>
        new(MatrixView<T>.Grad(node, operand), Places(Layout.Contiguous(node.Layout(operand).Shape), batch));

    /// <summary>A result or its upstream gradient.</summary>
    public static MatrixBatch<T> Result(ReadOnlySpan<T> elements, in Shape batch, int rows, int columns) =>
        new(MatrixView<T>.Result(elements, rows, columns), Places(Layout.Contiguous(batch.Append(rows, columns)), batch));

    public MatrixBatch<T> Transpose() => new(_first.Transpose(), _places);

    /// <summary>A tall batch as one matrix.</summary>
    public MatrixView<T> Merge() => new(_first.Start, _first.Rows * Count, _first.Columns, _first.Stride);

    private static Layout Places(in Layout layout, in Shape batch) => layout.Leading(Math.Max(0, layout.Shape.Rank - 2)).At(0).BroadcastTo(batch);
}
