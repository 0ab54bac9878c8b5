namespace MicroGrad.Simd.Kernels;

/// <summary>Some neighbouring rows and columns of the result C, in pinned memory.</summary>
internal readonly unsafe struct ResultBlock<T>(T* start, nint stride, int firstRow, int rows, int firstColumn, int columns)
    where T : unmanaged
{
    public readonly T* Start = start;

    /// <summary>From one row to the next.</summary>
    public readonly nint Stride = stride;

    public readonly int FirstRow = firstRow;
    public readonly int Rows = rows;
    public readonly int FirstColumn = firstColumn;
    public readonly int Columns = columns;

    /// <summary>Whether the rows follow each other without gaps, so that <see cref="Elements"/> is all of them.</summary>
    public bool IsContiguous => Stride == Columns || Rows == 1;

    public Span<T> Elements => new(Start, Rows * Columns);

    /// <summary>A row of this block, counted from its own first row.</summary>
    public Span<T> Row(int i) => new(Start + i * Stride, Columns);

    /// <summary>A part of this block; row and column are counted from its own first.</summary>
    public ResultBlock<T> Part(int row, int rows, int column, int columns) =>
        new(Start + row * Stride + column, Stride, FirstRow + row, rows, FirstColumn + column, columns);
}
