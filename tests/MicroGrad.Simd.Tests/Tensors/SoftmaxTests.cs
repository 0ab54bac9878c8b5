using MicroGrad.Simd.Shapes;
using MicroGrad.Simd.Tests.Shapes;
using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Softmax, its logarithm and the cross-entropy, at every width, against their definitions.</summary>
public sealed class SoftmaxTests
{
    [SeedProperty]
    public void Softmax_and_its_logarithm_are_what_their_formulas_say_along_any_axis(Seed seed)
    {
        Random random = seed.Random();
        using var tape = new TensorTape<double>();
        Shape shape = random.Next(3) == 0 ? LargeShapes.Random(random) : [random.Next(1, 9), random.Next(1, 41)];
        double scale = random.Next(3) switch { 0 => 1, 1 => 30, _ => 700 };
        ViewedVariable x = ViewedVariable.Create(tape, random, shape, () => (random.NextDouble() - 0.5) * scale), other = ViewedVariable.Create(tape, random, shape, () => (random.NextDouble() - 0.5) * scale);
        int axis = random.Next(-shape.Rank, shape.Rank), positive = axis < 0 ? axis + shape.Rank : axis;
        int[] group = Layouts.Offsets(Layout.Contiguous(new AxisSet(1u << positive).Keep(shape)).BroadcastTo(shape));
        double[] upstream = [.. Enumerable.Range(0, shape.ElementCount).Select(_ => random.NextDouble() - 0.5)];

        Tensor<double> softmax = x.View.Softmax(axis), logSoftmax = other.View.LogSoftmax(axis);
        softmax.Backward(upstream);
        logSoftmax.Backward(upstream);

        (double[] p, _) = Define(x, group);
        (double[] q, double[] logQ) = Define(other, group);
        double[] dots = new double[shape.ElementCount], sums = new double[shape.ElementCount];
        for (int i = 0; i < p.Length; i++)
        {
            dots[group[i]] += p[i] * upstream[i];
            sums[group[i]] += upstream[i];
        }

        AssertClose(p, softmax.Data, "softmax");
        AssertClose(logQ, logSoftmax.Data, "log-softmax");
        AssertClose(x.Grad([.. p.Select((at, i) => at * (upstream[i] - dots[group[i]]))]), x.Variable.Grad, "softmax gradient");
        AssertClose(other.Grad([.. q.Select((at, i) => upstream[i] - at * sums[group[i]])]), other.Variable.Grad, "log-softmax gradient");
    }

    [SeedProperty]
    public void The_cross_entropy_of_classes_is_that_of_their_one_hot_targets(Seed seed)
    {
        Random random = seed.Random();
        using var tape = new TensorTape<double>();
        int rows = random.Next(4) == 0 ? random.Next(1000, 3000) : random.Next(1, 40), width = random.Next(1, 40);
        Shape shape = random.Next(2) == 0 ? [rows, width] : [1, rows, width];
        ViewedVariable x = ViewedVariable.Create(tape, random, shape, () => (random.NextDouble() - 0.5) * 50);
        var classes = new int[rows];
        var oneHot = new double[rows * width];
        for (int row = 0; row < rows; row++) oneHot[row * width + (classes[row] = random.Next(width))] = 1;

        double[] logits = x.Elements();
        (double[] p, double[] logP) = Define(x, [.. Enumerable.Range(0, logits.Length).Select(i => i / width)]);
        double expected = -classes.Select((c, row) => logP[row * width + c]).Sum() / rows;

        Tensor<double> fromClasses = x.View.LogitCrossEntropy(classes);
        fromClasses.Backward([3]);
        double[] grad = x.Variable.Grad.ToArray();
        Tensor<double> fromTargets = x.View.LogitCrossEntropy(tape.Constant(oneHot, shape));
        fromTargets.Backward([-3]);

        Assert.Equal(expected, fromClasses.Item, 1e-11 * Math.Max(1, expected));
        Assert.Equal(expected, fromTargets.Item, 1e-11 * Math.Max(1, expected));
        AssertClose(x.Grad([.. p.Select((at, i) => 3 * (at - oneHot[i]) / rows)]), grad, "gradient");
        AssertClose(new double[grad.Length], x.Variable.Grad, "difference of both gradients");
    }

    [Theory]
    [InlineData(2), InlineData(15), InlineData(16), InlineData(17), InlineData(40)]
    public void Logits_of_any_size_overflow_nowhere(int width)
    {
        foreach (float size in (float[])[1e4f, 1e30f, float.MaxValue])
        {
            using var tape = new TensorTape<float>();
            var logits = new float[2 * width];
            logits[1] = size;
            logits[width] = -size;
            Tensor<float> x = tape.Variable(logits, [2, width]);
            Assert.Equal(1, x.Softmax().Data[1]);
            Assert.Equal(0, x.Softmax().Data[width]);
            Assert.Equal(-size, x.LogSoftmax().Data[0]);
            Assert.Equal((size + MathF.Log(width - 1)) / 2, x.LogitCrossEntropy([0, 1]).Item, size * 1e-6f);
            x.LogitCrossEntropy([0, 0]).Backward();
            Assert.All(x.Grad.ToArray(), grad => Assert.True(float.IsFinite(grad)));
        }
    }

    [Theory]
    [InlineData(2), InlineData(15), InlineData(16), InlineData(40)]
    public void A_logit_of_minus_infinity_has_probability_0_and_gradient_0(int width)
    {
        using var tape = new TensorTape<double>();
        var logits = new double[width];
        logits[^1] = double.NegativeInfinity;
        Tensor<double> x = tape.Variable(logits, [width]);
        Assert.Equal(0, x.Softmax().Data[^1]);
        Assert.Equal(double.NegativeInfinity, x.LogSoftmax().Data[^1]);
        Tensor<double> loss = x.LogitCrossEntropy([0]);
        loss.Backward();
        Assert.Equal(Math.Log(width - 1), loss.Item, 1e-14);
        Assert.Equal(0, x.Grad[^1]);
        Assert.Equal(1.0 / (width - 1) - 1, x.Grad[0], 1e-14);
        Assert.Equal(double.PositiveInfinity, x.LogitCrossEntropy([width - 1]).Item);
    }

    [Theory]
    [InlineData(2), InlineData(15), InlineData(16), InlineData(40)]
    public void NaN_stays_in_its_row(int width)
    {
        using var tape = new TensorTape<double>();
        var logits = new double[2 * width];
        logits[width] = double.NaN;
        Tensor<double> x = tape.Variable(logits, [2, width]);
        foreach (Tensor<double> y in (Tensor<double>[])[x.Softmax(), x.LogSoftmax()])
        {
            Assert.All(y.Data[width..].ToArray(), at => Assert.True(double.IsNaN(at)));
            Assert.All(y.Data[..width].ToArray(), at => Assert.True(double.IsFinite(at)));
        }

        Tensor<double> loss = x.LogitCrossEntropy([0, 1]);
        loss.Backward();
        Assert.True(double.IsNaN(loss.Item));
        Assert.All(x.Grad[width..].ToArray(), at => Assert.True(double.IsNaN(at)));
        Assert.All(x.Grad[..width].ToArray(), at => Assert.True(double.IsFinite(at)));
    }

    private static (double[] P, double[] LogP) Define(ViewedVariable x, int[] group)
    {
        double[] data = x.Elements();
        double[] maxima = [.. Enumerable.Repeat(double.NegativeInfinity, data.Length)], sums = new double[data.Length];
        for (int i = 0; i < data.Length; i++) maxima[group[i]] = Math.Max(maxima[group[i]], data[i]);
        for (int i = 0; i < data.Length; i++) sums[group[i]] += Math.Exp(data[i] - maxima[group[i]]);
        double[] logP = [.. data.Select((at, i) => at - maxima[group[i]] - Math.Log(sums[group[i]]))];
        return ([.. data.Select((at, i) => Math.Exp(at - maxima[group[i]]) / sums[group[i]])], logP);
    }

    private static void AssertClose(double[] expected, ReadOnlySpan<double> actual, string context)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= 1e-12 * Math.Max(1, Math.Abs(expected[i])))) Assert.Fail($"{context}: element {i} is {actual[i]:r}, expected {expected[i]:r}.");
    }
}
