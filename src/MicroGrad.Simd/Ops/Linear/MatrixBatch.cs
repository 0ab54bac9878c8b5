using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>One side of a matrix product: a matrix for every place of the batch axes, as the kernel takes it.</summary>
/// <remarks>A matrix is stored as it is or transposed, one stored row a stride after the other. Where a batch axis is stretched, matrices coincide.</remarks>
internal readonly unsafe struct MatrixBatch<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* _first;
    private readonly Layout _places;        // of first elements, counted from the first one; a scalar's layout without batch axes

    private MatrixBatch(T* first, in Layout places, int rows, int columns, int stride, bool transposed)
    {
        _first = first;
        _places = places;
        (Rows, Columns, Stride, IsTransposed) = (rows, columns, stride, transposed);
    }

    private MatrixBatch(ReadOnlySpan<T> storage, in Layout layout, in Shape batch, bool isLeft)
    {
        var axes = new MatrixAxes(layout, isLeft);
        _first = Pinned.Address(storage) + layout.Offset;
        if (batch.Rank > 0) _places = layout.Leading(axes.BatchRank).At(0).BroadcastTo(batch);
        (Rows, Columns, IsTransposed) = (axes.Rows, axes.Columns, !axes.IsRowMajor);
        Stride = IsTransposed ? Math.Max(axes.ColumnStride, axes.Rows) : Math.Max(axes.RowStride, axes.Columns);
    }

    public int Count => _places.Shape.ElementCount;

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>Elements from one stored row to the next.</summary>
    public int Stride { get; }

    public bool IsTransposed { get; }

    /// <summary>All matrices are the same one.</summary>
    public bool IsOne => new StridedMap(_places).Step == 0;

    /// <summary>No two matrices are the same one.</summary>
    public bool IsDistinct => new StridedMap(_places).IsDistinct;

    /// <summary>The rows of each matrix are followed by those of the next, so that all together are one tall matrix.</summary>
    public bool IsTall => !IsTransposed && new StridedMap(_places).Step == Rows * Stride;

    /// <summary>The stored rows of the matrix at one place of the batch.</summary>
    public Span<T> this[int place]
    {
        get
        {
            int rows = IsTransposed ? Columns : Rows, columns = IsTransposed ? Rows : Columns;
            return new(_first + _places.OffsetOf(place), rows == 0 || columns == 0 ? 0 : (rows - 1) * Stride + columns);
        }
    }

    /// <summary>An operand, where it stands; only if none of its last two axes has unit stride is it copied.</summary>
    public static MatrixBatch<T> Operand(INode<T> node, int operand, in Shape batch)
    {
        bool isLeft = operand == 0;
        var axes = new MatrixAxes(node.Layout(operand), isLeft);
        if (!axes.IsRowMajor && !axes.IsColumnMajor) node.Elements(operand);
        return new(node.Storage(operand), node.Layout(operand), batch, isLeft);
    }

    /// <summary>The gradient of an operand.</summary>
    public static MatrixBatch<T> Grad(INode<T> node, int operand, in Shape batch) =>
        new(node.Grad(operand), Layout.Contiguous(node.Layout(operand).Shape), batch, isLeft: operand == 0);

    /// <summary>A result or its upstream gradient.</summary>
    public static MatrixBatch<T> Result(ReadOnlySpan<T> elements, in Shape batch, int rows, int columns) =>
        new(Pinned.Address(elements), batch.Rank == 0 ? default : Layout.Contiguous(batch.Append(rows, columns)).Leading(batch.Rank), rows, columns, columns, transposed: false);

    public MatrixBatch<T> Transpose() => new(_first, _places, Columns, Rows, Stride, !IsTransposed);

    /// <summary>A tall batch as one matrix.</summary>
    public MatrixBatch<T> Merge() => new(_first, default, Rows * Count, Columns, Stride, IsTransposed);

    /// <summary>The one matrix that all are.</summary>
    public MatrixBatch<T> One() => new(_first, default, Rows, Columns, Stride, IsTransposed);
}
