using System.Numerics;
using MicroGrad.Simd.Kernels;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>Softmax and its kin, against the same in double with plain loops.</summary>
public abstract class SoftmaxRowsTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int Rows = 5;

    private static readonly double Epsilon = double.CreateChecked(Precision.Ulp(T.One));

    /// <summary>Widths with the size of their logits; at ±700 the exponentials of a row would overflow, at ±10⁴ those of any.</summary>
    private static IEnumerable<(int Width, double Size)> Cases() =>
        from width in Enumerable.Range(1, 40).Append(100) from size in (double[])[1, 700, 1e4] select (width, size);

    [Fact]
    public void Softmax_agrees_with_its_definition()
    {
        foreach ((int width, double size) in Cases())
        {
            T[] x = Logits(Rows, width, size);
            double[] expected = Softmax(x, width);
            Guarded<T> y = Guarded<T>.Rubbish(x.Length);
            SoftmaxRows.Softmax<T>(x, width, y.Span);
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
            SoftmaxRows.LogSoftmax<T>(x, width, y.Span);
            for (int i = 0; i < x.Length; i++)
                AssertNear(expected[i], y.Span[i], Rounding(width) + 2 * Epsilon * Math.Abs(expected[i]), $"width {width}, size {size}, element {i}");
            y.AssertIntact("LogSoftmax");
        }
    }

    [Fact]
    public void CrossEntropy_agrees_with_its_definition_and_keeps_the_softmax()
    {
        foreach ((int width, double size) in Cases())
            foreach (int block in (int[])[1, 2, Rows, Rows + 1])
            {
                // In Half the sum of a few losses of 10⁴ leaves the type.
                int rows = size > 1e3 ? 2 : Rows;
                T[] x = Logits(rows, width, size);
                int[] classes = Classes(rows, width);
                double[] logs = LogSoftmax(x, width), softmax = Softmax(x, width);
                Guarded<T> p = Guarded<T>.Rubbish(x.Length), maxima = Guarded<T>.Rubbish(block), sums = Guarded<T>.Rubbish(block);
                T total = SoftmaxRows.CrossEntropy(x, width, classes, p.Span, maxima.Span, sums.Span);

                double expected = -classes.Select((c, row) => logs[row * width + c]).Sum();
                AssertNear(expected, total, rows * Rounding(width) + 4 * Epsilon * expected, $"width {width}, size {size}, blocks of {block}");
                for (int i = 0; i < x.Length; i++) AssertNear(softmax[i], p.Span[i], Rounding(width), $"width {width}, size {size}, element {i}");
                p.AssertIntact("CrossEntropy, p");
                maxima.AssertIntact("CrossEntropy, maxima");
                sums.AssertIntact("CrossEntropy, sums");
            }
    }

    [Fact]
    public void Without_rows_there_is_nothing_to_do()
    {
        SoftmaxRows.Softmax<T>([], 3, []);
        SoftmaxRows.LogSoftmax<T>([], 3, []);
        Assert.Equal(T.Zero, SoftmaxRows.CrossEntropy<T>([], 3, [], [], new T[2], new T[2]));
        SoftmaxRows.AddSoftmaxVjp<T>([], [], 3, []);
        SoftmaxRows.AddLogSoftmaxVjp<T>([], [], 3, []);
    }

    [Fact]
    public void The_VJP_of_softmax_adds_what_its_formula_says()
    {
        foreach ((int width, double size) in Cases())
        {
            T[] y = Array.ConvertAll(Softmax(Logits(Rows, width, size), width), T.CreateTruncating);
            T[] dy = Samples.Signed<T>(y.Length, new Random(1)), before = Samples.Signed<T>(y.Length, new Random(2));
            var dx = new Guarded<T>(before);
            SoftmaxRows.AddSoftmaxVjp<T>(dy, y, width, dx.Span);
            for (int i = 0; i < y.Length; i++)
            {
                double dot = RowOf(i, width).Sum(j => D(dy[j]) * D(y[j])), expected = D(before[i]) + D(y[i]) * (D(dy[i]) - dot);
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
            SoftmaxRows.AddLogSoftmaxVjp<T>(dy, y, width, dx.Span);
            for (int i = 0; i < y.Length; i++)
            {
                double sum = RowOf(i, width).Sum(j => D(dy[j])), sizes = RowOf(i, width).Sum(j => Math.Abs(D(dy[j])));
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
            SoftmaxRows.Softmax<T>(x, width, y);
            SoftmaxRows.LogSoftmax<T>(x, width, logs);
            SoftmaxRows.AddSoftmaxVjp<T>(dy, y, width, dx);
            Assert.Equal((T.Zero, T.NegativeInfinity, T.Zero), (y[1], logs[1], dx[1]));
            AssertNear(1, y.Aggregate((sum, p) => sum + p), Rounding(width), $"width {width}");
        }
    }

    [Fact]
    public void NaN_stays_in_its_row()
    {
        foreach (int width in (int[])[1, 5, 33])
        {
            T[] x = Logits(3, width, 1), y = new T[x.Length], logs = new T[x.Length];
            x[2 * width - 1] = T.NaN;
            SoftmaxRows.Softmax<T>(x, width, y);
            SoftmaxRows.LogSoftmax<T>(x, width, logs);
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

    private static double[] LogSoftmax(T[] x, int width) =>
    [
        .. x.Select((value, i) =>
        {
            double max = RowOf(i, width).Max(j => D(x[j]));
            return D(value) - max - Math.Log(RowOf(i, width).Sum(j => Math.Exp(D(x[j]) - max)));
        }),
    ];

    private static double[] Softmax(T[] x, int width) => Array.ConvertAll(LogSoftmax(x, width), Math.Exp);

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
        SoftmaxRows.Softmax<double>(x, width, y);
        SoftmaxRows.LogSoftmax<double>(x, width, logs);
        SoftmaxRows.AddSoftmaxVjp<double>(dy, y, width, dx);
        SoftmaxRows.AddLogSoftmaxVjp<double>(dy, logs, width, dxOfLogs);

        Assert.Equal(CentralDifference.Of(Along(SoftmaxRows.Softmax), x[at], 1), dx[at], 1e-9);
        Assert.Equal(CentralDifference.Of(Along(SoftmaxRows.LogSoftmax), x[at], 1), dxOfLogs[at], 1e-9);

        Func<double, double> Along(RowFunction function) => value =>
        {
            double[] moved = [.. x], result = new double[width];
            moved[at] = value;
            function(moved, width, result);
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
            return 2.5 * SoftmaxRows.CrossEntropy(moved, width, classes, p, new double[2], new double[2]) / rows;
        }
    }

    private delegate void RowFunction(ReadOnlySpan<double> x, int width, Span<double> y);
}
