using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Xunit;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Reductions;

/// <summary>Totals that run along an axis, against sums and products of prefixes.</summary>
public sealed class RunningTotalTests : IDisposable
{
    private readonly TensorTape<double> _tape = new();

    public void Dispose() => _tape.Dispose();

    [Property]
    public Property A_running_total_of_any_view_is_that_of_the_prefix() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 1));
        int axis = draw.Axis(x.Shape);
        Says(Reduced.Along(x, axis, Prefixes(prefix => prefix.Sum())), x.CumulativeSum(axis), 1e-13);
        Says(Reduced.Along(x, axis, Prefixes(prefix => prefix.Aggregate(1.0, (a, b) => a * b))), x.CumulativeProduct(axis), 1e-13);
        Says(Reduced.Along(x, axis, Prefixes(prefix => Math.Log(prefix.Sum(Math.Exp)))), x.LogCumulativeSumExp(axis), 1e-13);
        return x;
    });

    [Fact]
    public void Zeros_among_the_factors_do_no_harm()
    {
        Tensor<double> x = _tape.Variable([2, 0, 3, 0, 5], [5]), y = x.CumulativeProduct();
        y.Backward([1, 10, 100, 1000, 10_000]);
        Assert.Equal([2, 0, 0, 0, 0], y.Data.ToArray());
        Assert.Equal([1, 20 + 600, 0, 0, 0], x.Grad.ToArray());
    }

    [Fact]
    public void Large_logarithms_do_not_overflow_and_minus_infinity_adds_nothing()
    {
        Tensor<double> x = _tape.Variable([double.NegativeInfinity, 1000, double.NegativeInfinity, 1000, -1000], [5]), y = x.LogCumulativeSumExp();
        y.Backward([1, 1, 1, 1, 1]);
        Says([double.NegativeInfinity, 1000, 1000, 1000 + Math.Log(2), 1000 + Math.Log(2)], y, 1e-12);
        Assert.Equal([0, 3, 0, 1, 0], x.Grad.ToArray().Select(grad => Math.Round(grad, 12)));
    }

    [Fact]
    public void NaN_stays_from_where_it_stands()
    {
        Tensor<double> x = _tape.Constant([1, double.NaN, 2], [3]);
        Assert.Equal([1, double.NaN, double.NaN], x.CumulativeSum().Data.ToArray());
        Assert.Equal([1, double.NaN, double.NaN], x.CumulativeProduct().Data.ToArray());
        Assert.Equal([1, double.NaN, double.NaN], x.LogCumulativeSumExp().Data.ToArray());
        Assert.Equal(double.PositiveInfinity, _tape.Constant([1, double.PositiveInfinity], [2]).LogCumulativeSumExp().Data[1]);
    }

    [Fact]
    public void Any_element_type_will_do()
    {
        using var tape = new TensorTape<NFloat>();
        Tensor<NFloat> x = tape.Variable([1, 2, 3, 4], [2, 2]);
        (x.CumulativeSum(0) + x.CumulativeProduct(0) + x.LogCumulativeSumExp(0)).Sum().Backward();
        Assert.Equal([7, 14], (x.CumulativeSum(0) + x.CumulativeProduct(0)).Data[2..].ToArray().Select(sum => (int)sum));
        Assert.All(x.Grad.ToArray(), grad => Assert.True(NFloat.IsFinite(grad)));
    }

    [Fact]
    public void Warm_steps_allocate_nothing() => Assert.Equal(0, Warm.Allocated(() =>
    {
        _tape.Reset();
        Tensor<double> x = _tape.Variable([1, 2, 3, 4, 5, 6], [2, 3]);
        (x.CumulativeSum(0) + x.CumulativeProduct() + x.LogCumulativeSumExp(0)).Sum().Backward();
    }));

    [Fact]
    public void An_axis_that_is_not_there_is_named() => Assert.StartsWith(
        "CumulativeProduct: there is no axis 1 in shape [3]. An axis must lie in [-1, 1).",
        Assert.Throws<ArgumentOutOfRangeException>(() => _tape.Constant([1, 2, 3], [3]).CumulativeProduct(1)).Message, StringComparison.Ordinal);

    private static Func<double[], double[]> Prefixes(Func<double[], double> function) => line => [.. line.Select((_, i) => function(line[..(i + 1)]))];

    private static void Says(double[] expected, Tensor<double> y, double tolerance)
    {
        Assert.Equal(expected.Length, y.Data.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], y.Data[i], tolerance * Math.Max(1, Math.Abs(expected[i])));
    }
}
