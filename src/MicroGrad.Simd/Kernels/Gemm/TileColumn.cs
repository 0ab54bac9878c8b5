namespace MicroGrad.Simd.Kernels;

/// <summary>Tiles of C one below the other: a run of rows of A times one panel of B.</summary>
internal unsafe struct TileColumn<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Starts at the first row of the first tile.</summary>
    public StridedMatrix<T> A;

    /// <summary>From the first row of one tile to that of the next.</summary>
    public nint ATileStride;

    /// <summary>Rows of as many elements as the kernel is wide.</summary>
    public T* B;
    public nint BStride;

    public T* C;
    public nint CStride;

    /// <summary>Columns of A, and rows of B.</summary>
    public nint Depth;

    /// <summary>From the same row and column as C.</summary>
    public Addend<T> Addend;
}
