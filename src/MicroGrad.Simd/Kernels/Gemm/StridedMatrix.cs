namespace MicroGrad.Simd.Kernels;

/// <summary>A matrix in pinned memory; swapping the strides transposes it.</summary>
internal readonly unsafe struct StridedMatrix<T>(T* start, nint rowStride, nint columnStride)
    where T : unmanaged
{
    public readonly T* Start = start;
    public readonly nint RowStride = rowStride;
    public readonly nint ColumnStride = columnStride;

    public StridedMatrix<T> Transposed => new(Start, ColumnStride, RowStride);

    public T* At(nint row, nint column) => Start + row * RowStride + column * ColumnStride;

    /// <summary>The same matrix without its first rows and columns.</summary>
    public StridedMatrix<T> From(nint row, nint column) => new(At(row, column), RowStride, ColumnStride);
}
