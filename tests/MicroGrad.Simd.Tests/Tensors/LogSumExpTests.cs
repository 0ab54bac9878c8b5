using MicroGrad.Simd.Shapes;
using MicroGrad.Simd.Tests.Shapes;
using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>ln Σ e^x over random axes of views against plain loops.</summary>
public sealed class LogSumExpTests
{
    [SeedProperty]
    public void It_and_its_gradient_are_what_their_formulas_say_over_any_axes(Seed seed)
    {
        Random random = seed.Random();
        using var tape = new TensorTape<double>();
        Shape shape = random.Next(3) == 0 ? LargeShapes.Random(random) : [random.Next(1, 9), random.Next(1, 41), random.Next(1, 4)];
        double scale = random.Next(3) switch { 0 => 1, 1 => 30, _ => 3000 };
        ViewedVariable x = ViewedVariable.Create(tape, random, shape, () => (random.NextDouble() - 0.5) * scale);
        int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(_ => random.Next(2) == 0)];
        bool keep = random.Next(2) == 0;
        Shape kept = AxisSet.Create("test", shape, axes).Keep(shape), result = keep ? kept : AxisSet.Create("test", shape, axes).Drop(shape);
        int[] into = Layouts.Offsets(Layout.Contiguous(kept).BroadcastTo(shape));

        random.Shuffle(axes);
        Tensor<double> y = axes.Length == 1 ? x.View.LogSumExp(axes[0], keep) : x.View.LogSumExp(axes, keep);
        double[] upstream = [.. Enumerable.Range(0, result.ElementCount).Select(_ => random.NextDouble() - 0.5)];
        y.Backward(upstream);

        double[] data = x.Elements(), maxima = [.. Enumerable.Repeat(double.NegativeInfinity, result.ElementCount)], sums = new double[result.ElementCount];
        for (int i = 0; i < data.Length; i++) maxima[into[i]] = Math.Max(maxima[into[i]], data[i]);
        for (int i = 0; i < data.Length; i++) sums[into[i]] += Math.Exp(data[i] - maxima[into[i]]);
        Assert.Equal(result, y.Shape);
        AssertClose([.. maxima.Zip(sums, (max, sum) => max + Math.Log(sum))], y.Data);
        AssertClose(x.Grad([.. data.Select((at, i) => upstream[into[i]] * Math.Exp(at - maxima[into[i]]) / sums[into[i]])]), x.Variable.Grad);
    }

    [Fact]
    public void Over_all_axes_it_is_one_number_and_over_none_x_itself()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2, 3, 4, 5, 6], [2, 3]);
        Assert.Equal(x.Reshape([6]).LogSumExp(0).Item, x.LogSumExp().Item);
        Assert.Equal(Math.Log(Enumerable.Range(1, 6).Sum(i => Math.Exp(i))), x.LogSumExp().Item, 1e-14);
        Assert.Equal(Shape.Scalar, x.LogSumExp().Shape);
        Assert.Equal(x.Data, x.LogSumExp([]).Data);
    }

    [Fact]
    public void Over_nothing_it_is_minus_infinity()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([], [2, 0]), y = x.LogSumExp(1);
        y.Backward([1, 1]);
        Assert.Equal([double.NegativeInfinity, double.NegativeInfinity], y.Data.ToArray());
        Assert.Equal(0, x.LogSumExp(0).Data.Length);
    }

    private static void AssertClose(double[] expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= 1e-12 * Math.Max(1, Math.Abs(expected[i])))) Assert.Fail($"Element {i} is {actual[i]:r}, expected {expected[i]:r}.");
    }
}
