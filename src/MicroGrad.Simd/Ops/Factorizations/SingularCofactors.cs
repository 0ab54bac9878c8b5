namespace MicroGrad.Simd.Ops;

/// <summary>The cofactors of a singular matrix, by complete pivoting.</summary>
/// <remarks>
/// PAQ = LU, and since pivots come in order of size, all of U's diagonal but its last element, which is 0, is not 0 unless every cofactor is.
/// Then adj A = ±det U₁₁ · v zᵀ: U₁₁ is U without its last row and column, v = Q(−U₁₁⁻¹u; 1) with u the column beside it spans the null
/// space of A, and z = PᵀL⁻ᵀe with e the last unit vector that of Aᵀ. The cofactors are the transpose.
/// </remarks>
internal static class SingularCofactors
{
    public static int ScratchLength(int n) => 4 * n;

    /// <summary>Adds dy times the cofactors.</summary>
    /// <param name="dy">The upstream gradient.</param>
    /// <param name="a">The matrix, row-major; it is overwritten.</param>
    /// <param name="n">Its rows.</param>
    /// <param name="scratch"><see cref="ScratchLength"/> elements.</param>
    /// <param name="da">What is added to.</param>
    public static void Add<T>(T dy, Span<T> a, int n, Span<T> scratch, Span<T> da) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Span<T> rows = scratch[..n], columns = scratch.Slice(n, n), v = scratch.Slice(2 * n, n), z = scratch.Slice(3 * n, n);
        T scale = dy * Factor(a, n, rows, columns);
        if (scale == T.Zero) return;

        int last = n - 1;
        for (int i = last; i >= 0; i--)
        {
            T sum = i == last ? T.One : T.Zero;
            T other = sum;
            for (int j = i + 1; j < n; j++)
            {
                sum -= a[i * n + j] * v[j];
                other -= a[j * n + i] * z[j];
            }

            v[i] = i == last ? sum : sum / a[i * n + i];
            z[i] = other;
        }

        for (int i = last; i >= 0; i--)
        {
            Swap(z, i, int.CreateTruncating(rows[i]));
            Swap(v, i, int.CreateTruncating(columns[i]));
        }

        for (int i = 0; i < n; i++)
            for (int j = 0; j < n; j++) da[i * n + j] += scale * z[i] * v[j];
    }

    /// <summary>Factors in place.</summary>
    /// <returns>The product of all pivots but the last, with the sign of both permutations.</returns>
    private static T Factor<T>(Span<T> a, int n, Span<T> rows, Span<T> columns) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T product = T.One;
        for (int k = 0; k < n; k++)
        {
            (int row, int column) = Largest(a, n, k);
            rows[k] = T.CreateTruncating(row);
            columns[k] = T.CreateTruncating(column);
            if (row != k) product = -product;
            if (column != k) product = -product;
            for (int i = 0; i < n; i++) (a[k * n + i], a[row * n + i]) = (a[row * n + i], a[k * n + i]);
            for (int i = 0; i < n; i++) (a[i * n + k], a[i * n + column]) = (a[i * n + column], a[i * n + k]);
            if (k == n - 1) break;
            product *= a[k * n + k];
            if (product == T.Zero) break;
            for (int i = k + 1; i < n; i++)
            {
                T factor = a[i * n + k] /= a[k * n + k];
                for (int j = k + 1; j < n; j++) a[i * n + j] -= factor * a[k * n + j];
            }
        }

        return product;
    }

    private static (int Row, int Column) Largest<T>(ReadOnlySpan<T> a, int n, int from) where T : unmanaged, IFloatingPointIeee754<T>
    {
        (int, int) place = (from, from);
        T largest = T.Zero;
        for (int i = from; i < n; i++)
        {
            for (int j = from; j < n; j++)
            {
                T size = T.Abs(a[i * n + j]);
                if (size > largest) (largest, place) = (size, (i, j));
            }
        }

        return place;
    }

    private static void Swap<T>(Span<T> x, int i, int j) => (x[i], x[j]) = (x[j], x[i]);
}
