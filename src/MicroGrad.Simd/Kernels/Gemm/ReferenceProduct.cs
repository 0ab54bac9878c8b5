namespace MicroGrad.Simd.Kernels;

/// <summary>The product as a plain loop, for element types without vectors and for machines without them.</summary>
internal static unsafe class ReferenceProduct
{
    public static void Multiply<T>(int k, StridedMatrix<T> a, StridedMatrix<T> b, ResultBlock<T> c, Addend<T> addend)
        where T : unmanaged, INumberBase<T>
    {
        for (int i = 0; i < c.Rows; i++)
        {
            Span<T> row = c.Row(i);
            for (int j = 0; j < row.Length; j++)
                row[j] = addend.Combine(T.Zero, addend.Start + i * addend.Stride + j);

            // Along the rows of B, which are contiguous unless it is transposed.
            for (int p = 0; p < k; p++)
            {
                T x = addend.Alpha * *a.At(i, p);
                for (int j = 0; j < row.Length; j++)
                    row[j] += x * *b.At(p, j);
            }
        }
    }
}
