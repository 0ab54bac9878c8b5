using System.Numerics;
using MicroGrad.Simd.Kernels;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>The kernels that ops and reductions are made of, against plain loops.</summary>
public abstract class ElementwiseKernelTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    [Fact]
    public void AddWherePositive_adds_unless_y_is_at_most_0()
    {
        foreach (int length in Samples.Lengths)
        {
            var random = new Random(length);
            T[] dy = Samples.Signed<T>(length, random), before = Samples.Signed<T>(length, random), y = Mixed(length, random), expected = [.. before];
            for (int i = 0; i < length; i++)
                if (!(y[i] <= T.Zero)) expected[i] += dy[i];

            var destination = new Guarded<T>(before);
            Elementwise.AddWherePositive<T>(dy, y, destination.Span);
            Precision.AssertIdentical<T>(expected, destination.Span, $"length {length}");
            destination.AssertIntact("AddWherePositive");
        }
    }

    [Fact]
    public void What_AddWherePositive_does_not_add_may_be_infinite_or_NaN()
    {
        T[] dy = [.. Enumerable.Range(0, 75).Select(i => i % 2 == 0 ? T.NaN : T.PositiveInfinity)], y = new T[75], destination = Samples.Signed<T>(75, new Random(1));
        T[] before = [.. destination];
        Elementwise.AddWherePositive<T>(dy, y, destination);
        Precision.AssertIdentical<T>(before, destination, "blocked");
    }

    [Fact]
    public void ContainsNaN_finds_one_NaN_anywhere()
    {
        foreach (int length in Samples.Lengths)
        {
            // Whatever else is special is no NaN, and neither is what lies beside the span.
            T[] others = [.. Samples.Specials<T>().Where(x => !T.IsNaN(x))], x = new T[length + 2];
            for (int i = 0; i < x.Length; i++) x[i] = others[i % others.Length];
            x[0] = x[^1] = T.NaN;
            Assert.False(Scan.ContainsNaN<T>(x.AsSpan(1, length)));
            for (int at = 1; at <= Math.Min(length, 71); at++)
            {
                T kept = x[at];
                x[at] = T.NaN;
                Assert.True(Scan.ContainsNaN<T>(x.AsSpan(1, length)));
                x[at] = kept;
            }
        }
    }

    [Fact]
    public void Sums_agree_with_a_sum_in_double()
    {
        foreach (int length in (int[])[.. Samples.Lengths, 1023, 1024, 1025, 2048, 5000])
        {
            T[] values = Samples.Signed<T>(length, new Random(length));
            T total = T.One;
            SumFold.Inner<T>(values, ref total);
            AssertSum(1 + values.Sum(double.CreateChecked), 1 + values.Sum(x => Math.Abs(double.CreateChecked(x))), total, length, $"length {length}");
        }
    }

    [Fact]
    public void Sums_of_rows_agree_with_sums_in_double()
    {
        foreach (int width in Samples.Lengths)
            for (int rows = 0; rows < 6; rows++)
            {
                T[] before = Samples.Signed<T>(width, new Random(1)), values = Samples.Signed<T>(rows * width, new Random(2));
                var totals = new Guarded<T>(before);
                SumFold.Rows<T>(values, totals.Span);
                for (int j = 0; j < width; j++)
                {
                    IEnumerable<double> terms = Enumerable.Range(0, rows).Select(i => double.CreateChecked(values[i * width + j])).Append(double.CreateChecked(before[j]));
                    AssertSum(terms.Sum(), terms.Sum(Math.Abs), totals.Span[j], rows, $"{rows} rows, column {j} of {width}");
                }

                totals.AssertIntact("SumFold.Rows");
            }
    }

    [Fact]
    public void Maxima_agree_with_a_plain_loop()
    {
        foreach (int length in Samples.Lengths)
        {
            if (length == 0) continue; // of nothing there is no maximum
            T[] values = Samples.Signed<T>(length, new Random(length));
            T low = -T.One - T.One, total = low;
            MaxFold.Inner<T>(values, ref total);
            Assert.Equal(values.Aggregate(T.Max), total);

            total = T.One;
            MaxFold.Inner<T>(values, ref total);
            Assert.Equal(T.One, total);
        }
    }

    [Fact]
    public void Maxima_of_rows_agree_with_a_plain_loop()
    {
        foreach (int width in Samples.Lengths)
            for (int rows = 0; rows < 6; rows++)
            {
                T[] before = Samples.Signed<T>(width, new Random(1)), values = Mixed(rows * width, new Random(2)), expected = [.. before];
                for (int i = 0; i < values.Length; i++) expected[i % width] = T.Max(expected[i % width], values[i]);
                var totals = new Guarded<T>(before);
                MaxFold.Rows<T>(values, totals.Span);
                Precision.AssertIdentical<T>(expected, totals.Span, $"{rows} rows of {width}");
                totals.AssertIntact("MaxFold.Rows");
            }
    }

    [Fact]
    public void NaN_is_a_maximum_wherever_it_stands()
    {
        for (int length = 1; length <= 70; length++)
            for (int at = 0; at < length; at++)
            {
                T[] values = Samples.Signed<T>(length, new Random(length));
                values[at] = T.NaN;
                T total = T.PositiveInfinity;
                MaxFold.Inner<T>(values, ref total);
                Assert.True(T.IsNaN(total));
            }
    }

    /// <summary>Random numbers with special values between them.</summary>
    private static T[] Mixed(int length, Random random)
    {
        T[] specials = Samples.Specials<T>(), mixed = Samples.Signed<T>(length, random);
        for (int i = 0; i < length; i += 2) mixed[i] = specials[random.Next(specials.Length)];
        return mixed;
    }

    // Every addition rounds once; blocks and lanes add in an order of their own.
    private static void AssertSum(double expected, double sizes, T actual, int additions, string context)
    {
        double rounding = double.CreateChecked(Precision.Ulp(T.One)) * Math.Max(1, Math.Min(additions, 64)) * sizes;
        if (!(Math.Abs(double.CreateChecked(actual) - expected) <= rounding)) Assert.Fail($"{typeof(T).Name}, {context}: {actual}, expected {expected}.");
    }
}

public sealed class ElementwiseKernelTestsInSingle : ElementwiseKernelTests<float>;

public sealed class ElementwiseKernelTestsInDouble : ElementwiseKernelTests<double>;

public sealed class ElementwiseKernelTestsInHalf : ElementwiseKernelTests<Half>;
