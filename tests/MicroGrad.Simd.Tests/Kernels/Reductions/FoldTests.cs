using System.Numerics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Tests.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels.Reductions;

/// <summary>Folds of rows and of columns against plain loops.</summary>
public abstract unsafe class FoldTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Gap = 3;

    private static int[] Long => [1023, 1024, 1025, 2048, 5000, 12_345];

    [Fact]
    public void Sums_of_rows_agree_with_sums_in_double()
    {
        foreach (int length in (int[])[.. Samples.Lengths, .. Long])
            for (int rows = 0; rows < 4; rows++)
            {
                T[] x = Samples.Signed<T>(rows * (length + Gap), new Random(length)), before = Samples.Signed<T>(rows, new Random(1));
                Guarded<T> totals = new(before), added = new(before);
                Rows<SumFold>(x, length + Gap, rows, length, totals.Span, accumulate: false);
                Rows<SumFold>(x, length + Gap, rows, length, added.Span, accumulate: true);
                for (int i = 0; i < rows; i++)
                {
                    T[] row = x[(i * (length + Gap))..][..length];
                    AssertSum(row, totals.Span[i], length, $"row {i} of {length}");
                    Assert.Equal(before[i] + totals.Span[i], added.Span[i]);
                }

                totals.AssertIntact("RowFold");
                added.AssertIntact("RowFold");
            }
    }

    [Fact]
    public void Sums_of_columns_agree_with_sums_in_double()
    {
        foreach (int width in (int[])[.. Samples.Lengths, 511, 513])
            foreach (int rows in (int[])[0, 1, 2, 3, 4, 5, 9, 300])
                foreach (int gap in (int[])[0, Gap])
                {
                    T[] x = Samples.Signed<T>(rows * (width + gap), new Random(width)), before = Samples.Signed<T>(width, new Random(1));
                    Guarded<T> totals = new(before), added = new(before);
                    Columns<SumFold>(x, width + gap, rows, width, totals.Span, accumulate: false);
                    Columns<SumFold>(x, width + gap, rows, width, added.Span, accumulate: true);
                    for (int j = 0; j < width; j++)
                    {
                        T[] column = [.. Enumerable.Range(0, rows).Select(i => x[i * (width + gap) + j])];
                        AssertSum(column, totals.Span[j], rows, $"{rows} rows, column {j} of {width}");
                        AssertSum([.. column, before[j]], added.Span[j], rows + 1, $"{rows} rows onto column {j} of {width}");
                    }

                    totals.AssertIntact("ColumnFold");
                    added.AssertIntact("ColumnFold");
                }
    }

    [Fact]
    public void A_column_has_the_same_bits_wherever_it_stands()
    {
        foreach (int rows in (int[])[1, 7, 64, 1000])
            foreach (int width in (int[])[1, 2, 3, 5, 8, 15, 16, 17, 33, 64, 100, 600])
            {
                T[] column = Samples.Signed<T>(rows, new Random(rows)), x = [.. column.SelectMany(value => Enumerable.Repeat(value, width))], totals = new T[width];
                Columns<SumFold>(x, width, rows, width, totals, accumulate: false);
                Assert.All(totals, total => Assert.Equal(totals[0], total));
            }
    }

    [Fact]
    public void Extremes_of_rows_agree_with_plain_loops()
    {
        foreach (int length in (int[])[.. Samples.Lengths, .. Long])
            foreach (T[] x in Numbers(2 * length))
            {
                T[] maxima = new T[2], minima = new T[2];
                Rows<ExtremeFold<Greatest>>(x, length, 2, length, maxima, accumulate: false);
                Rows<ExtremeFold<Least>>(x, length, 2, length, minima, accumulate: false);
                Precision.AssertIdentical<T>([Max(x[..length]), Max(x[length..])], maxima, $"maxima of {length}");
                Precision.AssertIdentical<T>([Min(x[..length]), Min(x[length..])], minima, $"minima of {length}");

                Array.Fill(maxima, T.NegativeZero);
                Array.Fill(minima, T.Zero);
                Rows<ExtremeFold<Greatest>>(x, length, 2, length, maxima, accumulate: true);
                Rows<ExtremeFold<Least>>(x, length, 2, length, minima, accumulate: true);
                Precision.AssertIdentical<T>([Max([.. x[..length], T.NegativeZero]), Max([.. x[length..], T.NegativeZero])], maxima, $"maxima of {length} and −0");
                Precision.AssertIdentical<T>([Min([.. x[..length], T.Zero]), Min([.. x[length..], T.Zero])], minima, $"minima of {length} and 0");
            }
    }

    [Fact]
    public void Extremes_of_columns_agree_with_plain_loops()
    {
        foreach (int width in (int[])[.. Samples.Lengths, 513])
            foreach (int rows in (int[])[0, 1, 3, 4, 6, 70, 300])
                foreach (T[] x in Numbers(rows * width))
                {
                    T[] before = Numbers(width).Last(), greatest = [.. before], least = [.. before];
                    for (int i = 0; i < x.Length; i++)
                    {
                        greatest[i % width] = T.Max(greatest[i % width], x[i]);
                        least[i % width] = T.Min(least[i % width], x[i]);
                    }

                    Guarded<T> maxima = new(before), minima = new(before);
                    Columns<ExtremeFold<Greatest>>(x, width, rows, width, maxima.Span, accumulate: true);
                    Columns<ExtremeFold<Least>>(x, width, rows, width, minima.Span, accumulate: true);
                    Precision.AssertIdentical<T>(greatest, maxima.Span, $"maxima of {rows} rows of {width}");
                    Precision.AssertIdentical<T>(least, minima.Span, $"minima of {rows} rows of {width}");
                    maxima.AssertIntact("ColumnFold");
                    minima.AssertIntact("ColumnFold");
                }
    }

    [Fact]
    public void NaN_is_an_extreme_wherever_it_stands_and_has_no_say_beside()
    {
        for (int length = 1; length <= 300; length += length < 70 ? 1 : 23)
            for (int at = 0; at < length; at++)
            {
                T[] x = Samples.Signed<T>(3 * length, new Random(length)), totals = new T[3];
                x[length + at] = T.NaN;
                Rows<ExtremeFold<Greatest>>(x, length, 3, length, totals, accumulate: false);
                Precision.AssertIdentical<T>([Max(x[..length]), T.NaN, Max(x[(2 * length)..])], totals, $"NaN at {at} of {length}");
                Rows<ExtremeFold<Least>>(x, length, 3, length, totals, accumulate: false);
                Precision.AssertIdentical<T>([Min(x[..length]), T.NaN, Min(x[(2 * length)..])], totals, $"NaN at {at} of {length}");
            }
    }

    [Fact]
    public void A_sum_is_infinite_or_NaN_as_a_plain_loop_has_it()
    {
        foreach (int length in Samples.Lengths)
            for (int at = 0; at < Math.Min(length, 70); at++)
                foreach (T special in (T[])[T.NaN, T.PositiveInfinity, T.NegativeInfinity])
                {
                    T[] x = Samples.Signed<T>(2 * length, new Random(length)), totals = new T[2];
                    x[length + at] = special;
                    Rows<SumFold>(x, length, 2, length, totals, accumulate: false);
                    Assert.True(T.IsFinite(totals[0]));
                    Assert.Equal(special, totals[1]);
                }
    }

    [Fact]
    public void A_sum_of_nothing_but_negative_zeros_is_0()
    {
        foreach (int length in Samples.Lengths)
        {
            T[] x = new T[3 * length], totals = new T[Math.Max(3, length)];
            Array.Fill(x, T.NegativeZero);
            Rows<SumFold>(x, length, 3, length, totals, accumulate: false);
            Columns<SumFold>(x, length, 3, length, totals, accumulate: false);
            Assert.All(totals, total => Assert.True(T.IsPositive(total)));
        }
    }

    private static void Rows<TFold>(T[] x, int stride, int rows, int length, Span<T> totals, bool accumulate) where TFold : struct, IFold
    {
        fixed (T* from = x, to = totals) RowFold.Run<T, TFold>(from, stride, rows, length, to, accumulate);
    }

    private static void Columns<TFold>(T[] x, int stride, int rows, int width, Span<T> totals, bool accumulate) where TFold : struct, IFold
    {
        fixed (T* from = x, to = totals) ColumnFold.Run<T, TFold>(from, stride, rows, width, to, accumulate);
    }

    private static T Max(T[] x) => x.Aggregate(T.NegativeInfinity, T.Max);

    private static T Min(T[] x) => x.Aggregate(T.PositiveInfinity, T.Min);

    /// <summary>Random numbers; zeros of both signs among numbers of one sign; infinities of both; everything special but NaN; and that as well.</summary>
    private static IEnumerable<T[]> Numbers(int length)
    {
        var random = new Random(length);
        T[] plain = Samples.Signed<T>(length, random), specials = Samples.Specials<T>(), numbers = [.. specials.Where(x => !T.IsNaN(x))];
        yield return plain;
        yield return [.. plain.Select(x => random.Next(3) switch { 0 => T.Zero, 1 => T.NegativeZero, _ => -T.Abs(x) })];
        yield return [.. plain.Select(x => random.Next(3) switch { 0 => T.Zero, 1 => T.NegativeZero, _ => T.Abs(x) })];
        yield return [.. plain.Select(x => random.Next(9) == 0 ? T.NegativeZero : -T.Abs(x))];
        yield return [.. plain.Select(x => random.Next(9) switch { 0 => T.PositiveInfinity, 1 => T.NegativeInfinity, _ => x })];
        yield return [.. plain.Select(x => random.Next(2) == 0 ? x : numbers[random.Next(numbers.Length)])];
        yield return [.. plain.Select(x => random.Next(2) == 0 ? x : specials[random.Next(specials.Length)])];
    }

    // Every addition rounds once, and no more than so many one after the other.
    private static void AssertSum(T[] terms, T actual, int additions, string context)
    {
        double expected = terms.Sum(double.CreateChecked), sizes = terms.Sum(x => Math.Abs(double.CreateChecked(x)));
        double rounding = double.CreateChecked(Precision.Ulp(T.One)) * Math.Max(1, Math.Min(additions, 64)) * sizes;
        if (!(Math.Abs(double.CreateChecked(actual) - expected) <= rounding)) Assert.Fail($"{typeof(T).Name}, {context}: {actual}, expected {expected}.");
    }
}

public sealed class FoldTestsInSingle : FoldTests<float>;

public sealed class FoldTestsInDouble : FoldTests<double>;

public sealed class FoldTestsInHalf : FoldTests<Half>;
