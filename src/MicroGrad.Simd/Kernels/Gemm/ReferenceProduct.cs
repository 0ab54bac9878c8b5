namespace MicroGrad.Simd.Kernels;

/// <summary>The product as a plain loop, for element types without vectors and for machines without them.</summary>
internal static unsafe class ReferenceProduct
{
    public static void Multiply<T>(in ProductOperands<T> product)
        where T : unmanaged, INumberBase<T>
    {
        ref readonly Addend<T> addend = ref product.Addend;
        for (int i = 0; i < product.C.Rows; i++)
        {
            Span<T> row = product.C.Row(i);
            for (int j = 0; j < row.Length; j++)
                row[j] = addend.Combine(T.Zero, addend.Start + i * addend.Stride + j);

            // Along the rows of B, which are contiguous unless it is transposed.
            for (int p = 0; p < product.K; p++)
            {
                T x = addend.Alpha * *product.A.At(i, p);
                for (int j = 0; j < row.Length; j++)
                    row[j] += x * *product.B.At(p, j);
            }
        }
    }
}
