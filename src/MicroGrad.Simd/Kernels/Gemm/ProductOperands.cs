namespace MicroGrad.Simd.Kernels;

/// <summary>The matrices of a product, or of a part of it, in pinned memory: C = Alpha·A·B + Beta·D.</summary>
/// <remarks>Passed by reference: a copy of what was only just written, word by word, waits until all of it is in the cache.</remarks>
internal readonly struct ProductOperands<T>
    where T : unmanaged, INumberBase<T>
{
    public readonly StridedMatrix<T> A, B;
    public readonly ResultBlock<T> C;
    public readonly Addend<T> Addend;

    /// <summary>Columns of A, and rows of B.</summary>
    public readonly int K;

    public ProductOperands(in StridedMatrix<T> a, in StridedMatrix<T> b, in ResultBlock<T> c, in Addend<T> addend, int k)
    {
        A = a;
        B = b;
        C = c;
        Addend = addend;
        K = k;
    }

    /// <summary>The product of some rows of A and some columns of B.</summary>
    public ProductOperands<T> Part(int row, int rows, int column, int columns) =>
        new(A.From(row, 0), B.From(0, column), C.Part(row, rows, column, columns), Addend.From(row, column), K);

    /// <summary>A run of columns of A times as many rows of B, on top of what the runs before it have left in C.</summary>
    public ProductOperands<T> Depth(int start, int count) =>
        new(A.From(0, start), B.From(start, 0), C, start == 0 ? Addend : Addend.Onto(C), count);
}
