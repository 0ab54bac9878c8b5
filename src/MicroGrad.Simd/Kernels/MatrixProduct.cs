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
        _parts = threads == 1 ? 1 : _plan.Parts(m, n, k, threads);
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
    // Not Compile.Alone: a product of 16x16x16 takes a third longer where its plan is not known here.
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public unsafe void Multiply<TEpilogue>(ReadOnlySpan<T> a, int lda, ReadOnlySpan<T> b, int ldb, Span<T> c, int ldc,
        in Combination<T> combination, Span<T> scratch, in TEpilogue epilogue)
        where TEpilogue : unmanaged, IRowEpilogue<T>
    {
        Debug.Assert(Covers(a.Length, _transposeA ? _k : _m, _transposeA ? _m : _k, lda), "A is too short.");
        Debug.Assert(Covers(b.Length, _transposeB ? _n : _k, _transposeB ? _k : _n, ldb), "B is too short.");
        Debug.Assert(Covers(c.Length, _m, _n, ldc), "C is too short.");
        Debug.Assert(scratch.Length >= ScratchLength, "Scratch is too short.");
        Debug.Assert(combination.Row.IsEmpty || combination.Row.Length == _n, "The row is as long as a row of C.");

        fixed (T* aStart = a, bStart = b, cStart = c, row = combination.Row, scratchStart = scratch)
        {
            var product = new ProductOperands<T>(
                new(aStart, _transposeA ? 1 : lda, _transposeA ? lda : 1),
                new(bStart, _transposeB ? 1 : ldb, _transposeB ? ldb : 1),
                new(cStart, ldc, 0, _m, 0, _n),
                row != null ? new(combination.Alpha, T.One, row, 0) :
                combination.Beta != T.Zero ? new(combination.Alpha, combination.Beta, cStart, ldc) :
                new(combination.Alpha, T.Zero, null, 0),
                _k);

            if (IsVectorised && _plan.Route == ProductRoute.Blocked && _parts == 1)
                BlockedProduct<T>.Multiply(_plan, product, scratchStart, epilogue);
            else
                MultiplyOtherwise(product, scratchStart, epilogue);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void MultiplyOtherwise<TEpilogue>(in ProductOperands<T> product, T* scratch, in TEpilogue epilogue)
        where TEpilogue : unmanaged, IRowEpilogue<T>
    {
        switch (_plan.Route)
        {
            case ProductRoute.Blocked when IsVectorised:
                SplitProduct<T, TEpilogue>.Multiply(_parts, _plan, product, scratch, epilogue);
                return;

            case ProductRoute.BlockedTransposed when IsVectorised:
                MultiplyTransposed(product, scratch);
                break;

            case ProductRoute.MatrixVector when IsVectorised:
                MatrixVector<T>.Multiply(_parts, product, scratch);
                break;

            default:
                ReferenceProduct.Multiply(product);
                break;
        }

        epilogue.Apply(product.C);
    }

    // Cᵀ = Bᵀ·Aᵀ goes to the scratch first, on top of the transposed addend.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private unsafe void MultiplyTransposed(in ProductOperands<T> product, T* scratch)
    {
        ResultBlock<T> c = product.C;
        Addend<T> addend = product.Addend;
        if (addend.Start != null)
        {
            Packing.Transpose(new StridedMatrix<T>(addend.Start, 1, addend.Stride), _n, _m, _m, scratch);
            addend = new(addend.Alpha, addend.Beta, scratch, _m);
        }

        var transposed = new ProductOperands<T>(product.B.Transposed, product.A.Transposed, new(scratch, _m, 0, _n, 0, _m), addend, _k);
        BlockedProduct<T>.Multiply(_plan, transposed, scratch + _plan.ResultLength, default(NoEpilogue<T>));
        Packing.Transpose(new StridedMatrix<T>(scratch, 1, _m), _m, _n, c.Stride, c.Start);
    }

    private static bool Covers(int length, int rows, int columns, int stride) =>
        rows == 0 || columns == 0 || (stride >= columns && length >= (rows - 1L) * stride + columns);
}
