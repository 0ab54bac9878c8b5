using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>C = op(A)·op(B), the one product all matrix ops are made of.</summary>
internal static class MatrixProduct
{
    /// <summary>Computes the m×n matrix C = op(A)·op(B), plus C itself when <paramref name="accumulate"/>.</summary>
    /// <remarks>
    /// Everything is row-major, and each leading dimension is the distance from one row to the next. A is m×k, or k×m when
    /// <paramref name="transposeA"/>; B is k×n, or n×k when <paramref name="transposeB"/>. Scratch holds at least
    /// <see cref="ScratchLength"/> elements of any content and is best aligned to 64 bytes. Equal inputs give equal bits, for every
    /// number of threads; small products use one.
    /// </remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply<T>(bool transposeA, bool transposeB, int m, int n, int k,
        ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb, Span<T> c, int ldc, bool accumulate, Span<T> scratch, int threads = 1)
        where T : IFloatingPointIeee754<T>
    {
        Debug.Assert(m >= 0 && n >= 0 && k >= 0, "Sizes are not negative.");
        Debug.Assert(Covers(a.Length, transposeA ? k : m, transposeA ? m : k, lda), "A is too short.");
        Debug.Assert(Covers(b.Length, transposeB ? n : k, transposeB ? k : n, ldb), "B is too short.");
        Debug.Assert(Covers(c.Length, m, n, ldc), "C is too short.");
        Debug.Assert(scratch.Length >= ScratchLength<T>(transposeA, transposeB, m, n, k, threads), "Scratch is too short.");

        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
            MultiplyVectorised(transposeA, transposeB, m, n, k,
                Reinterpret.As<T, float>(a), lda, Reinterpret.As<T, float>(b), ldb, Reinterpret.As<T, float>(c), ldc, accumulate, Reinterpret.As<T, float>(scratch), threads);
        else if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
            MultiplyVectorised(transposeA, transposeB, m, n, k,
                Reinterpret.As<T, double>(a), lda, Reinterpret.As<T, double>(b), ldb, Reinterpret.As<T, double>(c), ldc, accumulate, Reinterpret.As<T, double>(scratch), threads);
        else
            ReferenceProduct.Multiply(transposeA, transposeB, m, n, k, a, lda, b, ldb, c, ldc, accumulate);
    }

    /// <summary>Elements of scratch that <see cref="Multiply"/> needs for these sizes; 0 for most small products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static int ScratchLength<T>(bool transposeA, bool transposeB, int m, int n, int k, int threads = 1)
        where T : IFloatingPointIeee754<T>
    {
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
            return ScratchLengthVectorised<float>(transposeA, transposeB, m, n, k, threads);
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
            return ScratchLengthVectorised<double>(transposeA, transposeB, m, n, k, threads);
        return 0;
    }

    private static int ScratchLengthVectorised<T>(bool transposeA, bool transposeB, int m, int n, int k, int threads)
        where T : unmanaged, INumberBase<T>
    {
        var plan = new ProductPlan<T>(transposeA, transposeB, m, n, k);
        return plan.ScratchLength * SplitProduct<T>.Parts(plan, m, n, k, threads);
    }

    // AggressiveOptimization: the steps of a small product around its kernel are a fifth of its time at tier 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void MultiplyVectorised<T>(bool transposeA, bool transposeB, int m, int n, int k,
        ReadOnlySpan<T> aSpan, int lda, ReadOnlySpan<T> bSpan, int ldb, Span<T> cSpan, int ldc, bool accumulate, Span<T> scratchSpan, int threads)
        where T : unmanaged, INumberBase<T>
    {
        var plan = new ProductPlan<T>(transposeA, transposeB, m, n, k);
        fixed (T* aStart = aSpan, bStart = bSpan, c = cSpan, scratch = scratchSpan)
        {
            StridedMatrix<T> a = transposeA ? new(aStart, 1, lda) : new(aStart, lda, 1);
            StridedMatrix<T> b = transposeB ? new(bStart, 1, ldb) : new(bStart, ldb, 1);
            switch (plan.Route)
            {
                case ProductRoute.Empty when !accumulate:
                    for (int i = 0; i < m; i++)
                        cSpan.Slice(i * ldc, n).Clear();
                    break;

                case ProductRoute.MatrixVector when m == 1:
                    MatrixVector<T>.Multiply(transposeB, n, k, b.Transposed, a.Start, a.ColumnStride, c, 1, accumulate, scratch);
                    break;

                case ProductRoute.MatrixVector:
                    MatrixVector<T>.Multiply(!transposeA, m, k, a, b.Start, b.RowStride, c, ldc, accumulate, scratch);
                    break;

                case ProductRoute.Blocked when SplitProduct<T>.Parts(plan, m, n, k, threads) is > 1 and int parts:
                    SplitProduct<T>.Multiply(parts, plan, m, n, k, a, b, c, ldc, accumulate, scratch);
                    break;

                case ProductRoute.Blocked:
                    BlockedProduct<T>.Multiply(plan, m, n, k, a, b, c, ldc, accumulate, scratch);
                    break;

                case ProductRoute.BlockedTransposed:
                    BlockedProduct<T>.Multiply(plan, n, m, k, b.Transposed, a.Transposed, scratch, m, false, scratch + plan.ResultLength);
                    PutTransposed(m, n, scratch, c, ldc, accumulate);
                    break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void PutTransposed<T>(int m, int n, T* transposed, T* c, nint ldc, bool accumulate)
        where T : unmanaged, INumberBase<T>
    {
        for (nint i = 0; i < m; i++)
            for (nint j = 0; j < n; j++)
                c[i * ldc + j] = accumulate ? c[i * ldc + j] + transposed[j * m + i] : transposed[j * m + i];
    }

    private static bool Covers(int length, int rows, int columns, int stride) =>
        rows == 0 || columns == 0 || (stride >= columns && length >= (rows - 1L) * stride + columns);
}
