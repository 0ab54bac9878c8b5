using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>PA = LU with partial pivoting, in place of A: U, and below it L, whose diagonal is 1.</summary>
/// <remarks>
/// By halves of the columns, so that most of the work is matrix products (S. Toledo, "Locality of reference in LU decomposition with partial
/// pivoting", SIAM J. Matrix Anal. Appl. 18, 1997). Pivot i is the row that row i was exchanged with. Pivots are kept as elements, exact in
/// every type, beside the matrix that they belong to.
/// </remarks>
internal readonly unsafe struct LuFactors<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int SmallColumns = 8;

    private readonly MatrixView<T> _lu;
    private readonly T* _pivots;

    private LuFactors(in MatrixView<T> lu, T* pivots)
    {
        _lu = lu;
        _pivots = pivots;
    }

    private Span<T> Pivots => new(_pivots, _lu.Columns);

    /// <summary>The room that the factors of one matrix take.</summary>
    public static int Length(int n) => n * n + n;

    /// <summary>Factors that were computed into so much room.</summary>
    public static LuFactors<T> At(ReadOnlySpan<T> room, int n)
    {
        MatrixView<T> lu = MatrixView<T>.Result(room, n, n);
        return new(lu, lu.Start + n * n);
    }

    /// <summary>Factors a matrix.</summary>
    public static LuFactors<T> Of(INode<T> node, ReadOnlySpan<T> matrix, int n, Span<T> room)
    {
        matrix.CopyTo(room);
        LuFactors<T> factors = At(room, n);
        Factor(node, factors._lu, factors.Pivots);
        return factors;
    }

    /// <summary>The first pivot that is 0; −1 if there is none.</summary>
    public int ZeroPivot()
    {
        for (int i = 0; i < _lu.Rows; i++)
            if (_lu[i, i] == T.Zero) return i;
        return -1;
    }

    /// <summary>det A as a sign, 0 if it is singular, and ln |det A|.</summary>
    public (T Sign, T Log) LogDeterminant()
    {
        T sign = T.One, log = T.Zero;
        for (int i = 0; i < _lu.Rows; i++)
        {
            T pivot = _lu[i, i];
            sign *= T.IsNaN(pivot) ? pivot : T.CreateTruncating(T.Sign(pivot));
            if (Row(Pivots, i) != i) sign = -sign;
            log += T.Log(T.Abs(pivot));
        }

        return (sign, log);
    }

    public T Determinant()
    {
        T product = T.One;
        for (int i = 0; i < _lu.Rows; i++) product *= Row(Pivots, i) == i ? _lu[i, i] : -_lu[i, i];
        return product;
    }

    /// <summary>X ← A⁻¹X.</summary>
    public void Solve(INode<T> node, in MatrixView<T> x)
    {
        Exchange(x, Pivots);
        TriangularSystem<T>.Solve(node, _lu, isLower: true, isUnit: true, x);
        TriangularSystem<T>.Solve(node, _lu, isLower: false, isUnit: false, x);
    }

    /// <summary>X ← A⁻ᵀX.</summary>
    public void SolveTransposed(INode<T> node, in MatrixView<T> x)
    {
        TriangularSystem<T>.Solve(node, _lu.Transpose(), isLower: true, isUnit: false, x);
        TriangularSystem<T>.Solve(node, _lu.Transpose(), isLower: false, isUnit: true, x);
        for (int i = x.Rows - 1; i >= 0; i--) Exchange(x, i, Row(Pivots, i));
    }

    private static void Factor(INode<T> node, in MatrixView<T> a, Span<T> pivots)
    {
        if (a.Columns <= SmallColumns)
        {
            LuPanel.Factor(a.Start, a.Stride, a.Rows, a.Columns, Pinned.Address<T>(pivots));
            return;
        }

        int half = a.Columns / 2, rest = a.Columns - half, below = a.Rows - half;
        MatrixView<T> left = a.Block(0, a.Rows, 0, half), right = a.Block(0, a.Rows, half, rest);
        MatrixView<T> beside = right.Block(0, half, 0, rest), second = right.Block(half, below, 0, rest), under = left.Block(half, below, 0, half);
        Factor(node, left, pivots[..half]);
        Exchange(right, pivots[..half]);
        TriangularSystem<T>.Solve(node, left.Block(0, half, 0, half), isLower: true, isUnit: true, beside);
        second.SubtractProduct(node, under, beside);
        Factor(node, second, pivots[half..]);
        Exchange(under, pivots[half..]);
        foreach (ref T pivot in pivots[half..]) pivot += T.CreateTruncating(half);
    }

    private static void Exchange(in MatrixView<T> x, ReadOnlySpan<T> pivots)
    {
        for (int i = 0; i < pivots.Length; i++) Exchange(x, i, Row(pivots, i));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Exchange(in MatrixView<T> x, int row, int other)
    {
        if (row == other) return;
        T* one = x.At(row, 0), two = x.At(other, 0);
        for (nint i = 0; i < x.Columns; i++) (one[i], two[i]) = (two[i], one[i]);
    }

    private static int Row(ReadOnlySpan<T> pivots, int i) => int.CreateTruncating(pivots[i]);
}
