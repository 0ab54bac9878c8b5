using System.Numerics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Tests.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>Layer norm and RMS norm, against the same in double with plain loops.</summary>
public abstract class NormRowsTests<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const double Epsilon = 0.01;

    private static readonly int[] Widths = [1, 2, 3, 4, 5, 7, 8, 9, 15, 16, 17, 24, 31, 33, 48, 63, 64, 65, 100, 1024, 1025];

    // Some roundings in a row, and less than one for each element that is summed.
    private static double Bound(int width) => double.CreateChecked(Precision.Ulp(T.One)) * (16 + width / (RowSweep.IsVectorised<T>() ? 16.0 : 1.0));

    [Fact]
    public void Layer_norm_and_its_VJP_agree_with_their_formulas() => Check<Centered>(Widths, mean: 0.3);

    [Fact]
    public void RMS_norm_and_its_VJP_agree_with_their_formulas() => Check<Uncentered>(Widths, mean: 0.3);

    [Fact]
    public void A_large_mean_costs_no_digits()
    {
        if (typeof(T) == typeof(Half)) return;
        Check<Centered>([16, 100, 1024, 1025], mean: 1e4);

        // So large that the mean itself is off by a few hundredths, more than a variance of the deviations alone would forgive.
        Check<Centered>([16, 100, 1024, 1025], mean: Math.Floor(0.04 / double.CreateChecked(Precision.Ulp(T.One))));
    }

    [Fact]
    public void Gains_and_biases_get_their_gradient_from_all_parts_of_a_large_matrix()
    {
        if (typeof(T) == typeof(Half)) return;
        Check<Centered>([33], mean: 0.3, rows: 5001);
        Check<Uncentered>([33], mean: 0.3, rows: 5001);
    }

    [Fact]
    public void Rows_of_equal_numbers_give_the_bias()
    {
        foreach (int width in Widths)
        {
            T[] x = [.. Enumerable.Repeat(T.CreateChecked(7.1), width)], gain = Numbers(width, 1), bias = Numbers(width, 2), y = new T[width];
            NormRows<T, Centered>.Forward(x, gain, bias, T.CreateChecked(1e-3), new T[3], y, threads: 1);
            for (int i = 0; i < width; i++) Assert.Equal(double.CreateChecked(bias[i]), double.CreateChecked(y[i]), 40 * Bound(width));
        }
    }

    [Fact]
    public void NaN_stays_in_its_row()
    {
        foreach (int width in Widths)
        {
            T[] x = Numbers(3 * width, 1), gain = Numbers(width, 2), bias = Numbers(width, 3), y = new T[x.Length], rms = new T[x.Length];
            x[width + width / 2] = T.NaN;
            NormRows<T, Centered>.Forward(x, gain, bias, T.CreateChecked(Epsilon), new T[9], y, threads: 1);
            NormRows<T, Uncentered>.Forward(x, gain, [], T.CreateChecked(Epsilon), new T[3], rms, threads: 1);
            for (int i = 0; i < x.Length; i++) Assert.Equal((i / width == 1, i / width == 1), (T.IsNaN(y[i]), T.IsNaN(rms[i])));
        }
    }

    [Fact]
    public void Without_rows_there_is_nothing_to_do()
    {
        NormRows<T, Centered>.Forward([], Numbers(3, 1), Numbers(3, 2), T.One, [], [], 1);
        NormRows<T, Centered>.AddVjp([], [], Numbers(3, 1), [], [], new T[3], new T[3], [], 1);
        NormRows<T, Uncentered>.Forward([], [], [], T.One, [], [], 1);
        Assert.Equal((0, 0), (NormRows<T, Centered>.SumsLength(0, 3), NormRows<T, Centered>.SumsLength(3, 0)));
    }

    private static void Check<TNorm>(int[] widths, double mean, int rows = 11) where TNorm : struct, INorm
    {
        foreach (int width in widths)
        {
            T[] x = [.. Numbers(rows * width, 1).Select(value => value + T.CreateChecked(mean))], dy = Numbers(x.Length, 2), gain = Numbers(width, 3);
            T[] bias = TNorm.Centers ? Numbers(width, 4) : [], dx0 = Numbers(x.Length, 5), dGain0 = Numbers(width, 6), dBias0 = TNorm.Centers ? Numbers(width, 7) : [];
            Guarded<T> y = Guarded<T>.Rubbish(x.Length), columns = Guarded<T>.Rubbish(NormRows<T, TNorm>.ColumnsLength(rows)), sums = Guarded<T>.Rubbish(NormRows<T, TNorm>.SumsLength(rows, width));
            Guarded<T> dx = new(dx0), dGain = new(dGain0), dBias = new(dBias0);
            NormRows<T, TNorm>.Forward(x, gain, bias, T.CreateChecked(Epsilon), columns.Span, y.Span, threads: 1);
            NormRows<T, TNorm>.AddVjp(dy, x, gain, columns.Span, dx.Span, dGain.Span, dBias.Span, sums.Span, threads: 1);

            // A large mean is taken off exactly, since the reference would lose digits to it.
            double[] shifted = [.. D(x).Select(value => value - Math.Floor(mean))];
            Reference expected = Reference.Of(TNorm.Centers, shifted, D(dy), D(gain), D(bias), double.CreateChecked(T.CreateChecked(Epsilon)));
            double bound = Bound(width);
            for (int i = 0; i < x.Length; i++)
            {
                Near(expected.Y[i], y.Span[i], 8 * bound, $"y, width {width}, element {i}");
                Near(double.CreateChecked(dx0[i]) + expected.Dx[i], dx.Span[i], 40 * bound, $"dx, width {width}, element {i}");
            }

            for (int i = 0; i < width; i++) Near(double.CreateChecked(dGain0[i]) + expected.DGain[i], dGain.Span[i], 8 * rows * bound, $"dGain, width {width}, element {i}");
            for (int i = 0; i < bias.Length; i++) Near(double.CreateChecked(dBias0[i]) + expected.DBias[i], dBias.Span[i], 8 * rows * bound, $"dBias, width {width}, element {i}");
            foreach (Guarded<T> guarded in (Guarded<T>[])[y, columns, sums, dx, dGain, dBias]) guarded.AssertIntact($"width {width}");

            // What is not wanted changes nothing in what is.
            T[] onlyX = [.. dx0], onlyGain = [.. dGain0];
            NormRows<T, TNorm>.AddVjp(dy, x, gain, columns.Span, onlyX, [], [], sums.Span, threads: 1);
            NormRows<T, TNorm>.AddVjp(dy, x, gain, columns.Span, [], onlyGain, [], sums.Span, threads: 1);
            Precision.AssertIdentical<T>(dx.Span, onlyX, $"dx alone, width {width}");
            Precision.AssertIdentical<T>(dGain.Span, onlyGain, $"dGain alone, width {width}");
        }
    }

    private static void Near(double expected, T actual, double tolerance, string context)
    {
        if (!(Math.Abs(double.CreateChecked(actual) - expected) <= tolerance * (1 + Math.Abs(expected)))) Assert.Fail($"{typeof(T).Name}, {context}: {actual}, expected {expected}.");
    }

    private static double[] D(T[] values) => Array.ConvertAll(values, double.CreateChecked);

    private static T[] Numbers(int count, int seed) => Samples.Signed<T>(count, new Random(seed));

    /// <summary>The formulas, in double.</summary>
    private sealed record Reference(double[] Y, double[] Dx, double[] DGain, double[] DBias)
    {
        public static Reference Of(bool centers, double[] x, double[] dy, double[] gain, double[] bias, double epsilon)
        {
            int width = gain.Length;
            double[] y = new double[x.Length], dx = new double[x.Length], dGain = new double[width], dBias = new double[width];
            for (int start = 0; start < x.Length; start += width)
            {
                double[] row = x[start..(start + width)], g = [.. gain.Select((factor, i) => factor * dy[start + i])];
                double mean = centers ? row.Average() : 0, scale = 1 / Math.Sqrt(row.Average(value => (value - mean) * (value - mean)) + epsilon);
                double[] z = [.. row.Select(value => (value - mean) * scale)];
                double meanG = centers ? g.Average() : 0, meanGz = g.Zip(z, (a, b) => a * b).Average();
                for (int i = 0; i < width; i++)
                {
                    y[start + i] = gain[i] * z[i] + (centers ? bias[i] : 0);
                    dx[start + i] = scale * (g[i] - meanG - z[i] * meanGz);
                    dGain[i] += dy[start + i] * z[i];
                    dBias[i] += dy[start + i];
                }
            }

            return new(y, dx, dGain, dBias);
        }
    }
}

public sealed class NormRowsTestsInSingle : NormRowsTests<float>;

public sealed class NormRowsTestsInDouble : NormRowsTests<double>;

public sealed class NormRowsTestsInHalf : NormRowsTests<Half>;
