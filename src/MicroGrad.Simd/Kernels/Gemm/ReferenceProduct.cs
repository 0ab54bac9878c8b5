namespace MicroGrad.Simd.Kernels;

/// <summary>The product as a plain loop, for element types without vectors and for machines without them.</summary>
internal static class ReferenceProduct
{
    public static void Multiply<T>(bool transposeA, bool transposeB, int m, int n, int k,
        ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb, Span<T> c, int ldc, bool accumulate)
        where T : IFloatingPointIeee754<T>
    {
        for (int i = 0; i < m; i++)
        {
            Span<T> row = c.Slice(i * ldc, n);
            if (!accumulate)
                row.Clear();

            for (int p = 0; p < k; p++)
            {
                T x = transposeA ? a[p * lda + i] : a[i * lda + p];
                if (transposeB)
                    for (int j = 0; j < n; j++)
                        row[j] += x * b[j * ldb + p];
                else
                    AddScaled(x, b.Slice(p * ldb, n), row);
            }
        }
    }

    private static void AddScaled<T>(T x, ReadOnlySpan<T> source, Span<T> destination)
        where T : IFloatingPointIeee754<T>
    {
        for (int j = 0; j < source.Length; j++)
            destination[j] += x * source[j];
    }
}
