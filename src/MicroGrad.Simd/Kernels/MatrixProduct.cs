using System.Diagnostics;
using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>C = op(A)·op(B) for given sizes, the one product all matrix ops are made of.</summary>
/// <remarks>
/// Everything is row-major. op(A) is m×k: A is stored so, or as k×m when it is to be transposed; B likewise as k×n or n×k. Made once, the
/// product serves any number of matrices of its sizes. Equal inputs give equal bits, for every number of threads; small products use one.
/// </remarks>
internal readonly struct MatrixProduct<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ProductPlan<T> _plan;
    private readonly int _m, _n, _k, _parts;
    private readonly bool _transposeA, _transposeB;

    // AggressiveOptimization, here and below: the steps of a small product around its kernel are a fifth of its time at tier 0.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public MatrixProduct(bool transposeA, bool transposeB, int m, int n, int k, int threads = 1)
    {
        Debug.Assert(m >= 0 && n >= 0 && k >= 0, "Sizes are not negative.");
        (_transposeA, _transposeB, _m, _n, _k) = (transposeA, transposeB, m, n, k);
        if (!IsVectorised) return;

        _plan = new(transposeA, transposeB, m, n, k);
        _parts = threads == 1 ? 1 : SplitProduct<T, NoEpilogue<T>>.Parts(_plan, m, n, k, threads);
        ScratchLength = _plan.ScratchLength * (_plan.Route == ProductRoute.Blocked ? _parts : 1);
    }

    /// <summary>Elements of scratch that the product needs; 0 for most small ones.</summary>
    public int ScratchLength { get; }

    private static bool IsVectorised => Vector128.IsHardwareAccelerated && (typeof(T) == typeof(float) || typeof(T) == typeof(double));

    /// <summary>Computes C, m×n.</summary>
    /// <remarks>
    /// Each leading dimension is the distance from one stored row to the next. Scratch holds at least <see cref="ScratchLength"/> elements of any
    /// content and is best aligned to 64 bytes.
    /// </remarks>
    public void Multiply(ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb, Span<T> c, int ldc,
        in Combination<T> combination, Span<T> scratch) =>
        Multiply(a, lda, b, ldb, c, ldc, combination, scratch, default(NoEpilogue<T>));

    /// <summary>Computes C, and hands each part of it to the epilogue as soon as it is complete.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public unsafe void Multiply<TEpilogue>(ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb, Span<T> c, int ldc,
        in Combination<T> combination, Span<T> scratch, TEpilogue epilogue)
        where TEpilogue : unmanaged, IRowEpilogue<T>
    {
        Debug.Assert(Covers(a.Length, _transposeA ? _k : _m, _transposeA ? _m : _k, lda), "A is too short.");
        Debug.Assert(Covers(b.Length, _transposeB ? _n : _k, _transposeB ? _k : _n, ldb), "B is too short.");
        Debug.Assert(Covers(c.Length, _m, _n, ldc), "C is too short.");
        Debug.Assert(scratch.Length >= ScratchLength, "Scratch is too short.");
        Debug.Assert(combination.Row.IsEmpty || combination.Row.Length == _n, "The row is as long as a row of C.");

        fixed (T* aStart = a, bStart = b, cStart = c, row = combination.Row, scratchStart = scratch)
        {
            StridedMatrix<T> opA = _transposeA ? new(aStart, 1, lda) : new(aStart, lda, 1);
            StridedMatrix<T> opB = _transposeB ? new(bStart, 1, ldb) : new(bStart, ldb, 1);
            var result = new ResultBlock<T>(cStart, ldc, 0, _m, 0, _n);
            Addend<T> addend =
                row != null ? new(combination.Alpha, T.One, row, 0) :
                combination.Beta != T.Zero ? new(combination.Alpha, combination.Beta, cStart, ldc) :
                new(combination.Alpha, T.Zero, null, 0);

            if (!IsVectorised)
            {
                ReferenceProduct.Multiply(_k, opA, opB, result, addend);
                epilogue.Apply(result);
            }
            else
            {
                MultiplyVectorised(opA, opB, result, addend, scratchStart, epilogue);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void MultiplyVectorised<TEpilogue>(
        in StridedMatrix<T> a, in StridedMatrix<T> b, in ResultBlock<T> c, in Addend<T> addend, T* scratch, TEpilogue epilogue)
        where TEpilogue : unmanaged, IRowEpilogue<T>
    {
        switch (_plan.Route)
        {
            case ProductRoute.Empty:
                ReferenceProduct.Multiply(0, a, b, c, addend);
                epilogue.Apply(c);
                break;

            case ProductRoute.MatrixVector:
                MatrixVector<T>.Multiply(_parts, _k, a, b, c, addend, scratch);
                epilogue.Apply(c);
                break;

            case ProductRoute.Blocked when _parts > 1:
                SplitProduct<T, TEpilogue>.Multiply(_parts, _plan, _k, a, b, c, addend, scratch, epilogue);
                break;

            case ProductRoute.Blocked:
                BlockedProduct<T>.Multiply(_plan, _k, a, b, c, addend, scratch, epilogue);
                break;

            case ProductRoute.BlockedTransposed:
                var transposed = new ResultBlock<T>(scratch, _m, 0, _n, 0, _m);
                BlockedProduct<T>.Multiply(_plan, _k, b.Transposed, a.Transposed, transposed, Addend<T>.None, scratch + _plan.ResultLength, default(NoEpilogue<T>));
                PutTransposed(scratch, c, addend);
                epilogue.Apply(c);
                break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static unsafe void PutTransposed(T* transposed, in ResultBlock<T> c, Addend<T> addend)
    {
        for (nint i = 0; i < c.Rows; i++)
            for (nint j = 0; j < c.Columns; j++)
                c.Start[i * c.Stride + j] = addend.Combine(transposed[j * c.Rows + i], addend.Start + i * addend.Stride + j);
    }

    private static bool Covers(int length, int rows, int columns, int stride) =>
        rows == 0 || columns == 0 || (stride >= columns && length >= (rows - 1L) * stride + columns);
}
