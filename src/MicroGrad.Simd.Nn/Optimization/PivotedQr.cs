namespace MicroGrad.Simd.Nn;

/// <summary>A P = Q R by Householder reflections, each time taking the longest column that is left.</summary>
/// <remarks>
/// P. Businger and G. H. Golub, "Linear least squares solutions by Householder transformations", Numerische Mathematik 7 (1965). The elements on
/// R's diagonal fall, so the rank shows. Columns are stored one after the other.
/// </remarks>
internal sealed class PivotedQr(int rows, int columns)
{
    private readonly double[] _diagonal = new double[columns];
    private readonly int[] _order = new int[columns];       // column k of A P is column _order[k] of A

    /// <summary>A to begin with, element (i, j) at [j · rows + i]; reflections and R after <see cref="Factor"/>.</summary>
    public double[] Matrix { get; } = new double[rows * columns];

    /// <summary>The right-hand side b of A x ≈ b to begin with; Qᵀ b after <see cref="Factor"/>.</summary>
    public double[] Right { get; } = new double[rows];

    /// <summary>How many elements on R's diagonal are more than rounding errors of the first.</summary>
    public int Rank { get; private set; }

    /// <summary>The number of rows of R.</summary>
    public int Height => Math.Min(rows, columns);

    public void Factor()
    {
        for (int j = 0; j < columns; j++) _order[j] = j;
        for (int k = 0; k < Height; k++)
        {
            TakeLongest(k);
            Reflect(k);
        }

        double least = Math.Abs(_diagonal[0]) * Math.Max(rows, columns) * Vectors.Epsilon;
        Rank = 0;
        while (Rank < Height && Math.Abs(_diagonal[Rank]) > least) Rank++;
    }

    /// <summary>Solves for x by the first columns of A P, at most <see cref="Rank"/> of them; the elements of the other columns are 0.</summary>
    public void Solve(int rank, Span<double> x)
    {
        x.Clear();
        for (int k = rank - 1; k >= 0; k--)
        {
            double sum = Right[k];
            for (int j = k + 1; j < rank; j++) sum -= Matrix[j * rows + k] * x[_order[j]];
            x[_order[k]] = sum / _diagonal[k];
        }
    }

    /// <summary>‖R⁻ᵀ Pᵀ v‖², where R has full rank.</summary>
    /// <param name="v">One number for each column.</param>
    /// <param name="scratch">As long.</param>
    public double SquaredNormOfSolution(ReadOnlySpan<double> v, Span<double> scratch)
    {
        for (int k = 0; k < columns; k++)
        {
            ReadOnlySpan<double> above = Column(k)[..k];
            scratch[k] = (v[_order[k]] - Vectors.Dot(above, scratch)) / _diagonal[k];
        }

        return Vectors.Dot(scratch[..columns], scratch);
    }

    /// <summary>R Pᵀ times a vector.</summary>
    public void Multiply(ReadOnlySpan<double> x, Span<double> y)
    {
        y.Clear();
        for (int k = 0; k < columns; k++)
            for (int i = 0; i <= Math.Min(k, Height - 1); i++) y[i] += R(i, k) * x[_order[k]];
    }

    /// <summary>Writes R Pᵀ into the upper left corner of another matrix of as many columns, all of whose elements are 0.</summary>
    public void CopyTo(Span<double> matrix, int height)
    {
        for (int k = 0; k < columns; k++)
            for (int i = 0; i <= Math.Min(k, Height - 1); i++) matrix[_order[k] * height + i] = R(i, k);
    }

    private double R(int i, int k) => i == k ? _diagonal[k] : Matrix[k * rows + i];

    private Span<double> Column(int j) => Matrix.AsSpan(j * rows, rows);

    private void TakeLongest(int k)
    {
        int longest = k;
        double most = -1;
        for (int j = k; j < columns; j++)
        {
            ReadOnlySpan<double> rest = Column(j)[k..];
            double squares = Vectors.Dot(rest, rest);
            if (squares <= most) continue;
            most = squares;
            longest = j;
        }

        if (longest == k) return;
        (_order[k], _order[longest]) = (_order[longest], _order[k]);
        Span<double> a = Column(k), b = Column(longest);
        for (int i = 0; i < rows; i++) (a[i], b[i]) = (b[i], a[i]);
    }

    /// <summary>Makes column k zero below the diagonal: H = 1 − v vᵀ / (−d vₖ) with v = a − d eₖ and d = ∓‖a‖, the sign that adds to aₖ.</summary>
    private void Reflect(int k)
    {
        Span<double> v = Column(k)[k..];
        double diagonal = v[0] > 0 ? -Vectors.Norm(v) : Vectors.Norm(v);
        _diagonal[k] = diagonal;
        if (diagonal == 0) return;
        v[0] -= diagonal;
        double divisor = -diagonal * v[0];
        for (int j = k + 1; j < columns; j++) Apply(v, divisor, Column(j)[k..]);
        Apply(v, divisor, Right.AsSpan(k));
    }

    private static void Apply(ReadOnlySpan<double> v, double divisor, Span<double> a) => Vectors.AddScaled(-Vectors.Dot(v, a) / divisor, v, a);
}
