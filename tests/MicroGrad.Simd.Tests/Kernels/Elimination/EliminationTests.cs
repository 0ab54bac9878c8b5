using System.Numerics;
using System.Runtime.InteropServices;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Tests.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>Row updates, panels of LU factors, dot products and symmetric parts, against plain loops. Numbers are whole where sums are to be exact.</summary>
public abstract unsafe class EliminationTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly int[] Lengths = [0, 1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 23, 31, 33, 63, 64, 65, 79, 130];

    [Fact]
    public void A_row_update_subtracts_rows_and_divides()
    {
        foreach (int length in Lengths)
        {
            foreach (int count in (int[])[0, 1, 3, 16])
            {
                const int Gap = 3, factorStride = 2;
                int rowStride = length + Gap;
                T[] factors = Whole(1, count * factorStride + 1), rows = Whole(2, count * rowStride + 1), y = Whole(3, length);
                foreach (T divisor in (T[])[T.One, T.CreateChecked(4)])
                {
                    var guarded = new Guarded<T>(y);
                    fixed (T* c = factors, x = rows, at = guarded.Span) new RowUpdate<T>(c, factorStride, x, rowStride, count).Run(at, length, divisor);
                    for (int i = 0; i < length; i++)
                    {
                        T expected = y[i];
                        for (int j = 0; j < count; j++) expected -= factors[j * factorStride] * rows[j * rowStride + i];
                        Assert.Equal(expected / divisor, guarded.Span[i]);
                    }

                    guarded.AssertIntact($"length {length}, count {count}");
                }
            }
        }
    }

    [Fact]
    public void A_row_update_has_the_same_bits_wherever_an_element_stands()
    {
        // Numbers that round, every column the same.
        T[] factors = [.. Enumerable.Range(1, 16).Select(i => T.CreateChecked(Math.Sin(i)))], rows = new T[16 * 130], y = new T[130];
        for (int i = 0; i < rows.Length; i++) rows[i] = T.CreateChecked(Math.Cos(i / 130));
        Array.Fill(y, T.CreateChecked(0.7));
        fixed (T* c = factors, x = rows, at = y) new RowUpdate<T>(c, 1, x, 130, 16).Run(at, 130, T.CreateChecked(3));
        Assert.Single(y.Distinct());
    }

    [Fact]
    public void Special_numbers_go_through_a_row_update()
    {
        foreach (int length in (int[])[1, 20])
        {
            T[] y = new T[length], x = new T[length];
            Array.Fill(x, T.PositiveInfinity);
            T one = T.One;
            fixed (T* at = y, row = x)
            {
                new RowUpdate<T>(&one, 1, row, length, 1).Run(at, length, T.One);
                Assert.All(y, number => Assert.Equal(T.NegativeInfinity, number));
                new RowUpdate<T>(&one, 1, row, length, 0).Run(at, length, T.Zero);
                Assert.All(y, number => Assert.Equal(T.NegativeInfinity, number));
                new RowUpdate<T>(&one, 1, row, length, 1).Run(row, length, T.One);
                Assert.All(x, number => Assert.True(T.IsNaN(number)));
            }
        }
    }

    [Fact]
    public void A_dot_product_sums_products()
    {
        foreach (int length in Lengths)
        {
            T[] x = Whole(1, length), y = Whole(2, length);
            T expected = T.Zero;
            for (int i = 0; i < length; i++) expected += x[i] * y[i];
            using GuardedPages<T> left = new(x), right = new(y);
            fixed (T* a = left.Span, b = right.Span) Assert.Equal(expected, DotProduct.Of(a, b, length));
            if (length == 0) continue;
            left.Span[length / 2] = T.NaN;
            fixed (T* a = left.Span, b = right.Span) Assert.True(T.IsNaN(DotProduct.Of(a, b, length)));
        }
    }

    [Fact]
    public void A_panel_times_its_factors_is_the_matrix_with_its_rows_exchanged()
    {
        foreach ((int rows, int columns) in ((int, int)[])[(0, 0), (1, 1), (2, 2), (5, 3), (8, 8), (33, 8), (7, 1)])
        {
            const int Gap = 2;
            int stride = columns + Gap;
            T[] a = [.. Whole(4, rows * stride).Select((x, i) => x + T.CreateChecked(i) / T.CreateChecked(100))], pivots = new T[columns];
            var guarded = new Guarded<T>(a);
            fixed (T* start = guarded.Span, pivot = pivots) LuPanel.Factor(start, stride, rows, columns, pivot);
            T[] lu = guarded.Span.ToArray();
            for (int k = 0; k < columns; k++)
            {
                int row = int.CreateChecked(pivots[k]);
                Assert.InRange(row, k, rows - 1);
                for (int j = 0; j < columns; j++) (a[k * stride + j], a[row * stride + j]) = (a[row * stride + j], a[k * stride + j]);
            }

            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < stride; j++)
                {
                    double sum = 0;
                    for (int k = 0; k <= Math.Min(i, j) && j < columns; k++) sum += (k == i ? 1 : double.CreateChecked(lu[i * stride + k])) * double.CreateChecked(lu[k * stride + j]);
                    Assert.Equal(double.CreateChecked(a[i * stride + j]), j < columns ? sum : double.CreateChecked(lu[i * stride + j]), 200 * double.CreateChecked(Precision.Ulp(T.One)));
                    if (j < i && j < columns) Assert.True(T.Abs(lu[i * stride + j]) <= T.One, "Partial pivoting keeps factors at most 1.");
                }
            }

            guarded.AssertIntact($"{rows} × {columns}");
        }
    }

    [Fact]
    public void A_symmetric_part_is_the_mean_with_the_transpose()
    {
        T[] x = Whole(1, 17), z = Whole(2, 17);
        var y = new Guarded<T>(Whole(3, 17));
        T[] before = y.Span.ToArray();
        fixed (T* a = x, b = z, c = y.Span)
        {
            SymmetricPart.Add(a, b, c, 17);
            for (int i = 0; i < 17; i++) Assert.Equal(before[i] + (x[i] + z[i]) / T.CreateChecked(2), c[i]);
            SymmetricPart.Set(a, b, c, 17);
            for (int i = 0; i < 17; i++) Assert.Equal((x[i] + z[i]) / T.CreateChecked(2), c[i]);
        }

        y.AssertIntact("17");
    }

    private static T[] Whole(int seed, int count)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.Next(-4, 5)))];
    }
}

public sealed class EliminationInFloats : EliminationTests<float>;

public sealed class EliminationInDoubles : EliminationTests<double>;

public sealed class EliminationInOtherTypes : EliminationTests<NFloat>;
