using System.Runtime.InteropServices;
using FsCheck;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Reductions;

/// <summary>Products, variances and norms against their definitions.</summary>
public sealed class ReductionValueTests : IDisposable
{
    private const double Tolerance = 1e-12;

    private readonly TensorTape<double> _tape = new();

    public static TheoryData<string> Names => [.. Ops.Keys];

    private static Dictionary<string, (Func<Tensor<double>, int[], bool, Tensor<double>> Op, Func<double[], double> Plain)> Ops { get; } = new()
    {
        ["product"] = ((x, axes, keep) => x.Product(axes, keep), x => x.Aggregate(1.0, (a, b) => a * b)),
        ["variance"] = ((x, axes, keep) => x.Variance(axes, keep), x => x.Length == 1 ? double.NaN : Reduced.Variance(x, 1)),
        ["population variance"] = ((x, axes, keep) => x.Variance(axes, keep, 0), x => Reduced.Variance(x, 0)),
        ["standard deviation"] = ((x, axes, keep) => x.StandardDeviation(axes, keep, 0), x => Math.Sqrt(Reduced.Variance(x, 0))),
        ["norm 1"] = ((x, axes, keep) => x.Norm(1, axes, keep), x => x.Sum(Math.Abs)),
        ["norm 2"] = ((x, axes, keep) => x.Norm(2, axes, keep), x => Math.Sqrt(x.Sum(number => number * number))),
        ["norm 3.5"] = ((x, axes, keep) => x.Norm(3.5, axes, keep), x => Math.Pow(x.Sum(number => Math.Pow(Math.Abs(number), 3.5)), 1 / 3.5)),
        ["norm ½"] = ((x, axes, keep) => x.Norm(0.5, axes, keep), x => Math.Pow(x.Sum(number => Math.Sqrt(Math.Abs(number))), 2)),
        ["norm ∞"] = ((x, axes, keep) => x.Norm(double.PositiveInfinity, axes, keep), x => x.Max(Math.Abs)),
    };

    public void Dispose() => _tape.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_reduction_of_any_view_over_any_axes_is_its_definition(string name) => Check.QuickThrowOnFailure(GradientProperties.Hold(draw =>
    {
        (Func<Tensor<double>, int[], bool, Tensor<double>> op, Func<double[], double> plain) = Ops[name];
        Tensor<double> x = draw.Tensor(draw.Shape(leastExtent: 1), Values.AwayFromZero);
        int[] axes = draw.Axes(x.Shape);
        bool keep = draw.Flip();
        Tensor<double> y = op(x, axes, keep);
        double[] expected = Reduced.Over(x, axes, plain);
        Close(expected, y.Data.ToArray(), Tolerance);
        Assert.Equal(keep ? x.Shape.Rank : x.Shape.Rank - axes.Length, y.Shape.Rank);
        return x.Sum();
    }));

    [Fact]
    public void Rows_of_every_length_agree_with_sums_in_double()
    {
        foreach (int length in (int[])[1, 2, 3, 4, 7, 8, 15, 16, 17, 31, 33, 64, 100, 127, 129, 1000, 4096, 4097, 9000, 20_001])
        {
            double[] x = Numbers(3 * length, -1, 1.5);
            Tensor<double> rows = _tape.Variable(x, [3, length]);
            Tensor<float> floats = new TensorTape<float>().Constant([.. x.Select(number => (float)number)], [3, length]);
            foreach ((string name, (Func<Tensor<double>, int[], bool, Tensor<double>> op, Func<double[], double> plain)) in Ops)
            {
                if (name == "product" && length > 1000) continue;
                Close(Reduced.Over(rows, [1], plain), op(rows, [1], false).Data.ToArray(), Tolerance);
            }

            Close(Reduced.Over(floats, [1], x => Reduced.Variance(x, 0)), Doubles(floats.Variance(1, false, 0)), 2e-6);
            Close(Reduced.Over(floats, [1], x => Math.Sqrt(x.Sum(number => number * number))), Doubles(floats.Norm(2, 1)), 2e-6);
            _tape.Reset();
        }
    }

    [Fact]
    public void A_variance_keeps_its_digits_far_from_zero()
    {
        foreach (int length in (int[])[5, 40, 1000, 100_000])
        {
            using var tape = new TensorTape<float>();
            float[] numbers = [.. Numbers(length, 0, 8).Select(number => 1e6f + MathF.Round(16 * (float)number) / 16)];
            Tensor<float> x = tape.Variable(numbers, [length]);
            double[] exact = [.. numbers.Select(number => (double)number)];
            double expected = Reduced.Variance(exact, 1), mean = exact.Average();
            Tensor<float> variance = x.Variance();
            Assert.InRange(variance.Item / expected, 1 - 1e-6, 1 + 1e-6);
            variance.Backward();
            for (int i = 0; i < length; i += 1 + length / 50)
                Assert.Equal(2 * (exact[i] - mean) / (length - 1), x.Grad[i], 2e-6 * 16 / (length - 1));
        }
    }

    [Fact]
    public void A_zero_among_the_factors_gets_the_product_of_the_others()
    {
        Tensor<double> x = _tape.Variable([2, 0, 5, 3, 0, 0, 7, 1, -2, 4, 1, 1], [3, 4]), y = x.Product(1);
        y.Backward([1, 10, 100]);
        Assert.Equal([0, 0, -8], y.Data.ToArray());
        Assert.Equal([0, 30, 0, 0, 0, 0, 0, 0, 400, -200, -800, -800], x.Grad.ToArray());
    }

    [Fact]
    public void Where_a_norm_or_a_deviation_is_zero_so_is_its_gradient()
    {
        foreach (double order in (double[])[0.5, 1, 2, 3, double.PositiveInfinity])
        {
            Tensor<double> zeros = _tape.Variable(new double[3], [3]), some = _tape.Variable([0, 4, 0], [3]);
            (zeros.Norm(order) + some.Norm(order)).Backward();
            Assert.Equal([0, 0, 0], zeros.Grad.ToArray());
            Assert.Equal([0, 1, 0], some.Grad.ToArray());
        }

        Tensor<double> equal = _tape.Variable([3, 3, 3], [3]), deviation = equal.StandardDeviation();
        deviation.Backward();
        Assert.Equal(0, deviation.Item);
        Assert.Equal([0, 0, 0], equal.Grad.ToArray());
    }

    [Fact]
    public void A_norm_neither_overflows_nor_underflows_on_the_way()
    {
        foreach (double order in (double[])[2, 3, 7.5])
            foreach (double scale in (double[])[1e300, 1e-300, 1])
            {
                Tensor<double> x = _tape.Variable([3 * scale, -4 * scale], [2]), y = x.Norm(order);
                y.Backward();
                double unit = Math.Pow(Math.Pow(3, order) + Math.Pow(4, order), 1 / order);
                Assert.Equal(unit, y.Item / scale, 1e-14);
                Assert.Equal(-Math.Pow(4 / unit, order - 1), x.Grad[1], 1e-14);
            }
    }

    [Fact]
    public void NaN_and_infinities()
    {
        Tensor<double> x = _tape.Constant([1, double.NaN, double.NegativeInfinity, 2], [2, 2]);
        Assert.Equal([double.NaN, double.NegativeInfinity], x.Product(1).Data.ToArray());
        Assert.Equal([double.NaN, double.NaN], x.Variance(1).Data.ToArray());
        foreach (double order in (double[])[0.5, 1, 2, 3, double.PositiveInfinity])
            Assert.Equal([double.NaN, double.PositiveInfinity], x.Norm(order, 1).Data.ToArray());
    }

    [Fact]
    public void Nothing_and_one_thing()
    {
        Tensor<double> nothing = _tape.Variable([], [2, 0]), one = _tape.Variable([5], [1]);
        Assert.Equal([1, 1], nothing.Product(1).Data.ToArray());
        Assert.Equal([0, 0], nothing.Norm(2, 1).Data.ToArray());
        Assert.Equal([0, 0], nothing.Norm(3, 1).Data.ToArray());
        Assert.Equal([double.NaN, double.NaN], nothing.Variance(1, false, 0).Data.ToArray());
        Assert.Equal([], nothing.StandardDeviation(0).Data.ToArray());
        Assert.Equal(double.NaN, one.Variance().Item);
        Assert.Equal(0, one.Variance(correction: 0).Item);
        Assert.Equal(double.NaN, one.Variance(correction: 3).Item);
        (nothing.Product(1) + nothing.Norm(2, 1) + nothing.Norm(3, 1) + nothing.Variance(1, false, 0)).Sum().Backward();
        Assert.Equal([], nothing.Grad.ToArray());
    }

    [Fact]
    public void Any_element_type_will_do()
    {
        using var tape = new TensorTape<NFloat>();
        double[] numbers = Numbers(4 * 300, 0.9, 1.1);
        Tensor<NFloat> x = tape.Variable([.. numbers.Select(number => (NFloat)number)], [300, 4]);
        Tensor<double> same = _tape.Variable(numbers, [300, 4]);
        Tensor<NFloat> y = x.Product(0) + x.Variance(0) + x.StandardDeviation(0) + x.Norm(2, 0) + x.Norm(3, 0);
        Tensor<double> expected = same.Product(0) + same.Variance(0) + same.StandardDeviation(0) + same.Norm(2, 0) + same.Norm(3, 0);
        y.Sum().Backward();
        expected.Sum().Backward();
        Close(expected.Data.ToArray(), Doubles(y), 1e-12);
        for (int i = 0; i < numbers.Length; i++) Assert.Equal(same.Grad[i], x.Grad[i], 1e-10);
    }

    [Fact]
    public void Results_do_not_depend_on_threads()
    {
        float[] numbers = [.. Numbers(300_000, -2, 2).Select(number => (float)number)];
        float[][] results = [.. ((int[])[1, 4]).Select(threads =>
        {
            using var tape = new TensorTape<float> { Threads = threads };
            Tensor<float> x = tape.Variable(numbers, [300, 1000]);
            (x.Variance(1).Sum() + x.Variance(0).Sum() + x.Norm(2, 1).Sum() + (x / 2).Product(1).Sum()).Backward();
            return (float[])[.. x.Variance(1).Data, .. x.Grad];
        })];
        Assert.Equal(results[0], results[1]);
    }

    [Fact]
    public void Warm_steps_allocate_nothing()
    {
        double[] numbers = Numbers(600, 0.5, 1.5);
        Assert.Equal(0, Warm.Allocated(() =>
        {
            _tape.Reset();
            Tensor<double> x = _tape.Variable(numbers, [20, 30]);
            (x.Product(0) + x.Variance(0) + x.StandardDeviation(0) + x.Norm(2, 0) + x.Norm(3, 0)).Sum().Backward();
        }));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Tensor<double> x = _tape.Constant(new double[6], [2, 3]);
        Says<ArgumentOutOfRangeException>("Norm: the order is 0. It must be above 0.", () => x.Norm(0));
        Says<ArgumentOutOfRangeException>("Norm: the order is NaN. It must be above 0.", () => x.Norm(double.NaN, [0]));
        Says<ArgumentOutOfRangeException>("Variance: the correction is -1. It must be at least 0.", () => x.Variance(correction: -1));
        Says<ArgumentOutOfRangeException>("StandardDeviation: there is no axis 2 in shape [2, 3]. An axis must lie in [-2, 2).", () => x.StandardDeviation(2));
        Says<ArgumentException>("Product: the axes [1, -1] name axis -1 twice. Each axis may be named once.", () => x.Product([1, -1]));
        Says<ArgumentException>(
            "Norm: shape [2, 0] has no elements along the reduced axes, and the norm of infinite order of nothing does not exist.",
            () => _tape.Constant([], [2, 0]).Norm(double.PositiveInfinity, 1));
    }

    private static void Says<TException>(string message, Func<object> act) where TException : ArgumentException =>
        Assert.StartsWith(message, Assert.Throws<TException>(() => { act(); }).Message, StringComparison.Ordinal);

    private static double[] Doubles<T>(Tensor<T> x) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var doubles = new double[x.Data.Length];
        for (int i = 0; i < doubles.Length; i++) doubles[i] = double.CreateChecked(x.Data[i]);
        return doubles;
    }

    private static void Close(double[] expected, double[] actual, double relative)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            if (double.IsNaN(expected[i])) Assert.Equal(double.NaN, actual[i]);
            else Assert.InRange(Math.Abs(actual[i] - expected[i]), 0, relative * Math.Max(1e-3, Math.Abs(expected[i])));
        }
    }

    private static double[] Numbers(int count, double low, double high)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => low + (high - low) * random.NextDouble())];
    }
}
