using System.Numerics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Tests.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>Softmax and its kin, against the same in double with plain loops.</summary>
public abstract class SoftmaxRowsTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // A tile of narrow rows and a part of another, at every vector width.
    private const int Rows = 19;

    private static readonly double Epsilon = double.CreateChecked(Precision.Ulp(T.One));

    /// <summary>Widths with the size of their logits; at ±700 the exponentials of a row would overflow, at ±10⁴ those of any.</summary>
    private static IEnumerable<(int Width, double Size)> Cases() =>
        from width in (int[])[.. Enumerable.Range(1, 40), 64, 100, 1024, 1025] from size in (double[])[1, 700, 1e4] select (width, size);

    [Fact]
    public void Softmax_agrees_with_its_definition()
    {
        foreach ((int width, double size) in Cases())
        {
            T[] x = Logits(Rows, width, size);
            double[] expected = Softmax(x, width);
            Guarded<T> y = Guarded<T>.Rubbish(x.Length);
            SoftmaxRows.Softmax<T>(x, width, y.Span, threads: 1);
            for (int i = 0; i < x.Length; i++) AssertNear(expected[i], y.Span[i], Rounding(width), $"width {width}, size {size}, element {i}");
            y.AssertIntact("Softmax");
        }
    }

    [Fact]
    public void LogSoftmax_agrees_with_its_definition()
    {
        foreach ((int width, double size) in Cases())
        {
            T[] x = Logits(Rows, width, size);
            double[] expected = LogSoftmax(x, width);
            Guarded<T> y = Guarded<T>.Rubbish(x.Length);
            SoftmaxRows.LogSoftmax<T>(x, width, y.Span, threads: 1);
            for (int i = 0; i < x.Length; i++)
                AssertNear(expected[i], y.Span[i], Rounding(width) + 2 * Epsilon * Math.Abs(expected[i]), $"width {width}, size {size}, element {i}");
            y.AssertIntact("LogSoftmax");
        }
    }

    [Fact]
    public void CrossEntropy_agrees_with_its_definition_and_keeps_the_softmax()
    {
        foreach ((int width, double size) in Cases())
        {
            // In Half the sum of a few losses of 10⁴ leaves the type.
            int rows = size > 1e3 ? 2 : Rows;
            T[] x = Logits(rows, width, size);
            int[] classes = Classes(rows, width);
            double[] logs = LogSoftmax(x, width), softmax = Softmax(x, width);
            Guarded<T> p = Guarded<T>.Rubbish(x.Length), columns = Guarded<T>.Rubbish(2 * rows);
            T total = CrossEntropyRows.Loss(x, width, classes, p.Span, columns.Span, threads: 1);

            double expected = -classes.Select((c, row) => logs[row * width + c]).Sum();
            AssertNear(expected, total, rows * Rounding(width) + 4 * Epsilon * expected, $"width {width}, size {size}");
            for (int i = 0; i < x.Length; i++) AssertNear(softmax[i], p.Span[i], Rounding(width), $"width {width}, size {size}, element {i}");
            p.AssertIntact("CrossEntropy, p");
            columns.AssertIntact("CrossEntropy, columns");
        }
    }

    [Fact]
    public void The_VJP_of_cross_entropy_adds_what_its_formula_says()
    {
        foreach ((int width, _) in Cases())
        {
            T[] p = Array.ConvertAll(Softmax(Logits(Rows, width, 1), width), T.CreateTruncating), before = Samples.Signed<T>(p.Length, new Random(2));
            int[] classes = Classes(Rows, width);
            T scale = T.CreateTruncating(0.75);
            var dx = new Guarded<T>(before);
            CrossEntropyRows.AddVjp(scale, p, width, classes, dx.Span, threads: 1);
            for (int i = 0; i < p.Length; i++)
            {
                double oneHot = classes[i / width] == i % width ? 1 : 0;
                AssertNear(D(before[i]) + 0.75 * (D(p[i]) - oneHot), dx.Span[i], 4 * Epsilon, $"width {width}, element {i}");
            }

            dx.AssertIntact("CrossEntropyRows.AddVjp");
        }
    }

    [Fact]
    public void LogSumExp_and_its_VJP_agree_with_their_definitions()
    {
        foreach ((int width, double size) in Cases())
        {
            T[] x = Logits(Rows, width, size), dy = Samples.Signed<T>(Rows, new Random(1)), before = Samples.Signed<T>(x.Length, new Random(2));
            double[] softmax = Softmax(x, width);
            Guarded<T> y = Guarded<T>.Rubbish(Rows), columns = Guarded<T>.Rubbish(2 * Rows), dx = new(before);
            SoftmaxRows.LogSumExp<T>(x, width, columns.Span, y.Span, threads: 1);
            SoftmaxRows.AddLogSumExpVjp<T>(dy, x, columns.Span, width, dx.Span, threads: 1);
            for (int row = 0; row < Rows; row++)
            {
                double max = RowOf(row * width, width).Max(i => D(x[i])), expected = max + Math.Log(RowOf(row * width, width).Sum(i => Math.Exp(D(x[i]) - max)));
                AssertNear(expected, y.Span[row], Rounding(width) + 2 * Epsilon * Math.Abs(expected), $"width {width}, size {size}, row {row}");
            }

            for (int i = 0; i < x.Length; i++)
                AssertNear(D(before[i]) + D(dy[i / width]) * softmax[i], dx.Span[i], Rounding(width), $"width {width}, size {size}, element {i}");
            y.AssertIntact("LogSumExp");
            columns.AssertIntact("LogSumExp, columns");
            dx.AssertIntact("AddLogSumExpVjp");
        }
    }

    [Fact]
    public void The_limits_of_LogSumExp()
    {
        foreach (int width in (int[])[1, 2, 7, 33, 100])
            for (int at = 0; at < width; at += 3)
            {
                T[] x = Logits(4, width, 1), y = new T[4];
                x.AsSpan(width, width).Fill(T.NegativeInfinity);
                x[2 * width + at] = T.PositiveInfinity;
                x[3 * width + at] = T.NaN;
                x[4 * width - 1 - at / 2] = at == 0 ? T.NaN : T.PositiveInfinity;
                SoftmaxRows.LogSumExp<T>(x, width, new T[8], y, threads: 1);
                Assert.True(T.IsFinite(y[0]));
                Assert.Equal((T.NegativeInfinity, T.PositiveInfinity), (y[1], y[2]));
                Assert.Equal(at != width - 1 - at / 2 || at == 0, T.IsNaN(y[3]));
            }

        T[] empty = new T[2];
        SoftmaxRows.LogSumExp<T>([], 0, new T[4], empty, threads: 1);
        Assert.Equal([T.NegativeInfinity, T.NegativeInfinity], empty);
    }

    [Fact]
    public void Softmax_is_right_to_a_few_ulps_however_long_the_row()
    {
        foreach (int width in (int[])[1, 2, 3, 7, 8, 15, 16, 17, 31, 33, 64, 100, 1024, 1025, 20_000])
        {
            // The sum of plain Half loops loses digits with the length; vectors add up blocks.
            if (typeof(T) == typeof(Half) && width > 33) continue;
            T[] x = Logits(Rows, width, 1), y = new T[x.Length];
            SoftmaxRows.Softmax<T>(x, width, y, threads: 1);
            double[] expected = Softmax(x, width);
            double bound = RowSweep.IsVectorised<T>() || width <= 100 ? 12 : 12 + width / 100.0;
            for (int i = 0; i < x.Length; i++) AssertNear(expected[i], y[i], bound * Epsilon * expected[i], $"width {width}, element {i}");
        }
    }

    [Fact]
    public void A_row_has_the_same_bits_wherever_it_stands()
    {
        foreach (int width in (int[])[1, 2, 3, 5, 8, 15, 17, 33, 100])
        {
            T[] x = Logits(Rows, width, 3), y = new T[x.Length], logs = new T[x.Length], alone = new T[width];
            SoftmaxRows.Softmax<T>(x, width, y, threads: 1);
            SoftmaxRows.LogSoftmax<T>(x, width, logs, threads: 1);
            for (int row = 0; row < Rows; row++)
            {
                SoftmaxRows.Softmax<T>(x.AsSpan(row * width, width), width, alone, threads: 1);
                Precision.AssertIdentical<T>(alone, y.AsSpan(row * width, width), $"softmax, row {row} of width {width}");
                SoftmaxRows.LogSoftmax<T>(x.AsSpan(row * width, width), width, alone, threads: 1);
                Precision.AssertIdentical<T>(alone, logs.AsSpan(row * width, width), $"log-softmax, row {row} of width {width}");
            }
        }
    }

    [Fact]
    public void Rows_of_infinities_are_NaN_and_alone_so()
    {
        foreach (int width in (int[])[2, 5, 33, 100])
        {
            T[] x = Logits(4, width, 1), y = new T[x.Length], logs = new T[x.Length];
            x.AsSpan(width, width).Fill(T.NegativeInfinity);
            x[3 * width - 1] = T.PositiveInfinity;
            SoftmaxRows.Softmax<T>(x, width, y, 1);
            SoftmaxRows.LogSoftmax<T>(x, width, logs, 1);
            for (int i = 0; i < x.Length; i++) Assert.Equal((i / width is 1 or 2, i / width is 1 or 2), (T.IsNaN(y[i]), T.IsNaN(logs[i])));
        }
    }

    [Fact]
    public void Without_rows_there_is_nothing_to_do()
    {
        SoftmaxRows.Softmax<T>([], 3, [], 1);
        SoftmaxRows.LogSoftmax<T>([], 3, [], 1);
        Assert.Equal(T.Zero, CrossEntropyRows.Loss<T>([], 3, [], [], [], 1));
        CrossEntropyRows.AddVjp<T>(T.One, [], 3, [], [], 1);
        SoftmaxRows.LogSumExp<T>([], 3, [], [], 1);
        SoftmaxRows.AddLogSumExpVjp<T>([], [], [], 3, [], 1);
        SoftmaxRows.AddSoftmaxVjp<T>([], [], 3, [], 1);
        SoftmaxRows.AddLogSoftmaxVjp<T>([], [], 3, [], 1);
    }

    [Fact]
    public void The_VJP_of_softmax_adds_what_its_formula_says()
    {
        foreach ((int width, double size) in Cases())
        {
            T[] y = Array.ConvertAll(Softmax(Logits(Rows, width, size), width), T.CreateTruncating);
            T[] dy = Samples.Signed<T>(y.Length, new Random(1)), before = Samples.Signed<T>(y.Length, new Random(2));
            var dx = new Guarded<T>(before);
            SoftmaxRows.AddSoftmaxVjp<T>(dy, y, width, dx.Span, threads: 1);
            double[] dots = [.. Enumerable.Range(0, Rows).Select(row => RowOf(row * width, width).Sum(j => D(dy[j]) * D(y[j])))];
            for (int i = 0; i < y.Length; i++)
            {
                double dot = dots[i / width], expected = D(before[i]) + D(y[i]) * (D(dy[i]) - dot);
                AssertNear(expected, dx.Span[i], Rounding(width), $"width {width}, size {size}, element {i}");
            }

            dx.AssertIntact("AddSoftmaxVjp");
        }
    }

    [Fact]
    public void The_VJP_of_log_softmax_adds_what_its_formula_says()
    {
        foreach ((int width, double size) in Cases())
        {
            T[] y = Array.ConvertAll(LogSoftmax(Logits(Rows, width, size), width), T.CreateTruncating);
            T[] dy = Samples.Signed<T>(y.Length, new Random(1)), before = Samples.Signed<T>(y.Length, new Random(2));
            var dx = new Guarded<T>(before);
            SoftmaxRows.AddLogSoftmaxVjp<T>(dy, y, width, dx.Span, threads: 1);
            (double, double)[] sums = [.. Enumerable.Range(0, Rows).Select(row => (RowOf(row * width, width).Sum(j => D(dy[j])), RowOf(row * width, width).Sum(j => Math.Abs(D(dy[j])))))];
            for (int i = 0; i < y.Length; i++)
            {
                (double sum, double sizes) = sums[i / width];
                double expected = D(before[i]) + D(dy[i]) - Math.Exp(D(y[i])) * sum;
                AssertNear(expected, dx.Span[i], Rounding(width) * (1 + sizes), $"width {width}, size {size}, element {i}");
            }

            dx.AssertIntact("AddLogSoftmaxVjp");
        }
    }

    [Fact]
    public void A_logit_of_minus_infinity_has_no_probability_and_gets_no_gradient()
    {
        foreach (int width in (int[])[2, 5, 33])
        {
            T[] x = Logits(1, width, 1), y = new T[width], logs = new T[width], dx = new T[width], dy = Samples.Signed<T>(width, new Random(1));
            x[1] = T.NegativeInfinity;
            SoftmaxRows.Softmax<T>(x, width, y, 1);
            SoftmaxRows.LogSoftmax<T>(x, width, logs, 1);
            SoftmaxRows.AddSoftmaxVjp<T>(dy, y, width, dx, 1);
            Assert.Equal((T.Zero, T.NegativeInfinity, T.Zero), (y[1], logs[1], dx[1]));
            AssertNear(1, y.Aggregate((sum, p) => sum + p), Rounding(width), $"width {width}");
        }
    }

    [Fact]
    public void NaN_stays_in_its_row()
    {
        foreach ((int width, int at) in ((int, int)[])[(1, 0), (5, 0), (5, 4), (33, 0), (33, 16), (33, 32), (100, 50)])
        {
            T[] x = Logits(3, width, 1), y = new T[x.Length], logs = new T[x.Length];
            x[width + at] = T.NaN;
            SoftmaxRows.Softmax<T>(x, width, y, 1);
            SoftmaxRows.LogSoftmax<T>(x, width, logs, 1);
            for (int i = 0; i < x.Length; i++) Assert.Equal((i / width == 1, i / width == 1), (T.IsNaN(y[i]), T.IsNaN(logs[i])));
        }
    }

    private static double D(T x) => double.CreateChecked(x);

    private static IEnumerable<int> RowOf(int element, int width) => Enumerable.Range(element / width * width, width);

    // Some roundings of the exponentials, and one for every element that is summed.
    private static double Rounding(int width) => Epsilon * (8 + width);

    private static T[] Logits(int rows, int width, double size)
    {
        var random = new Random(width);
        return [.. Enumerable.Range(0, rows * width).Select(_ => T.CreateTruncating(size * (2 * random.NextDouble() - 1)))];
    }

    private static int[] Classes(int rows, int width)
    {
        var random = new Random(width);
        return [.. Enumerable.Range(0, rows).Select(_ => random.Next(width))];
    }

    private static double[] LogSoftmax(T[] x, int width)
    {
        return [.. Array.ConvertAll(x, D).Chunk(width).SelectMany(LogSoftmaxOfRow)];

        static IEnumerable<double> LogSoftmaxOfRow(double[] row)
        {
            double max = row.Max(), log = Math.Log(Sum(row.Select(value => Math.Exp(value - max))));
            return row.Select(value => value - max - log);
        }
    }

    private static double[] Softmax(T[] x, int width)
    {
        return [.. Array.ConvertAll(x, D).Chunk(width).SelectMany(SoftmaxOfRow)];

        static IEnumerable<double> SoftmaxOfRow(double[] row)
        {
            double max = row.Max();
            double[] exponentials = [.. row.Select(value => Math.Exp(value - max))];
            double sum = Sum(exponentials);
            return exponentials.Select(value => value / sum);
        }
    }

    /// <summary>A sum of positive numbers, with what each step rounds off added at the end.</summary>
    private static double Sum(IEnumerable<double> values)
    {
        double sum = 0, lost = 0;
        foreach (double value in values)
        {
            double next = sum + value;
            lost += sum >= value ? sum - next + value : value - next + sum;
            sum = next;
        }

        return sum + lost;
    }

    private static void AssertNear(double expected, T actual, double tolerance, string context)
    {
        if (!(Math.Abs(D(actual) - expected) <= tolerance)) Assert.Fail($"{typeof(T).Name}, {context}: {actual}, expected {expected}.");
    }
}

public sealed class SoftmaxRowsTestsInSingle : SoftmaxRowsTests<float>;

public sealed class SoftmaxRowsTestsInHalf : SoftmaxRowsTests<Half>;

public sealed class SoftmaxRowsTestsInDouble : SoftmaxRowsTests<double>
{
    [SeedProperty]
    public void The_VJPs_agree_with_a_central_difference(Seed seed, byte size)
    {
        var random = seed.Random();
        int width = 1 + size % 40, at = random.Next(width);
        double[] x = [.. Samples.Signed<double>(width, random).Select(value => 3 * value)], dy = Samples.Signed<double>(width, random);
        double[] y = new double[width], logs = new double[width], dx = new double[width], dxOfLogs = new double[width];
        SoftmaxRows.Softmax<double>(x, width, y, 1);
        SoftmaxRows.LogSoftmax<double>(x, width, logs, 1);
        SoftmaxRows.AddSoftmaxVjp<double>(dy, y, width, dx, 1);
        SoftmaxRows.AddLogSoftmaxVjp<double>(dy, logs, width, dxOfLogs, 1);

        Assert.Equal(CentralDifference.Of(Along(SoftmaxRows.Softmax), x[at], 1), dx[at], 1e-9);
        Assert.Equal(CentralDifference.Of(Along(SoftmaxRows.LogSoftmax), x[at], 1), dxOfLogs[at], 1e-9);

        Func<double, double> Along(RowFunction function) => value =>
        {
            double[] moved = [.. x], result = new double[width];
            moved[at] = value;
            function(moved, width, result, 1);
            return result.Zip(dy, (a, b) => a * b).Sum();
        };
    }

    [SeedProperty]
    public void The_VJP_of_cross_entropy_agrees_with_a_central_difference(Seed seed, byte size)
    {
        var random = seed.Random();
        int width = 1 + size % 12, rows = 1 + size % 5, at = random.Next(rows * width);
        double[] x = [.. Samples.Signed<double>(rows * width, random).Select(value => 3 * value)];
        int[] classes = [.. Enumerable.Range(0, rows).Select(_ => random.Next(width))];

        using var tape = new TensorTape<double>();
        Tensor<double> logits = tape.Variable(x, [rows, width]);
        (logits.LogitCrossEntropy(classes) * 2.5).Backward();

        Assert.Equal(CentralDifference.Of(Loss, x[at], 1), logits.Grad[at], 1e-9);

        double Loss(double value)
        {
            double[] moved = [.. x], p = new double[x.Length];
            moved[at] = value;
            return 2.5 * CrossEntropyRows.Loss(moved, width, classes, p, new double[2 * rows], 1) / rows;
        }
    }

    private delegate void RowFunction(ReadOnlySpan<double> x, int width, Span<double> y, int threads);
}
