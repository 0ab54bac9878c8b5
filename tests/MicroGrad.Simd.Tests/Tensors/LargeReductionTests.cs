using MicroGrad.Simd.Shapes;
using MicroGrad.Simd.Tests.Shapes;
using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Reductions over random axes of large views against plain loops.</summary>
public sealed class LargeReductionTests
{
    [SeedProperty]
    public void Sum_mean_and_maximum(Seed seed)
    {
        Random random = seed.Random();
        using var tape = new TensorTape<double>();
        Shape shape = LargeShapes.Random(random);
        ViewedVariable x = ViewedVariable.Create(tape, random, shape, () => random.Next(-50, 51)); // with ties
        int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(_ => random.Next(2) == 0)];
        bool keep = random.Next(2) == 0;
        Shape kept = AxisSet.Create("test", shape, axes).Keep(shape), result = keep ? kept : AxisSet.Create("test", shape, axes).Drop(shape);
        int[] into = Layouts.Offsets(Layout.Contiguous(kept).BroadcastTo(shape));
        int count = shape.ElementCount / result.ElementCount;

        Tensor<double> sum = x.View.Sum(axes, keep), mean = x.View.Mean(axes, keep), max = x.View.Max(axes, keep);
        double[] data = x.Elements();
        double[] sums = new double[result.ElementCount], maxima = [.. Enumerable.Repeat(double.NegativeInfinity, result.ElementCount)], ties = new double[result.ElementCount];
        for (int i = 0; i < data.Length; i++)
        {
            sums[into[i]] += data[i];
            maxima[into[i]] = Math.Max(maxima[into[i]], data[i]);
        }

        for (int i = 0; i < data.Length; i++)
            if (data[i] == maxima[into[i]]) ties[into[i]]++;

        Assert.Equal(result, sum.Shape);
        Assert.Equal(sums, sum.Data.ToArray());
        Assert.Equal(sums.Select(total => total / count), mean.Data.ToArray());
        Assert.Equal(maxima, max.Data.ToArray());

        double[] upstream = [.. Enumerable.Range(0, result.ElementCount).Select(_ => (double)random.Next(-9, 10))];
        sum.Backward(upstream);
        AssertClose(x.Grad([.. into.Select(to => upstream[to])]), x.Variable.Grad);
        double[] before = x.Variable.Grad.ToArray();
        mean.Backward(upstream);
        AssertClose([.. before.Zip(x.Grad([.. into.Select(to => upstream[to] / count)]), (a, b) => a + b)], x.Variable.Grad);
        before = x.Variable.Grad.ToArray();
        max.Backward(upstream);
        double[] shares = [.. into.Select((to, i) => data[i] == maxima[to] ? upstream[to] / ties[to] : 0)];
        AssertClose([.. before.Zip(x.Grad(shares), (a, b) => a + b)], x.Variable.Grad);
    }

    [Fact]
    public void A_long_float_sum_keeps_its_digits()
    {
        // One running total would be 4 % off here: from 2¹⁷ on, 0.1 is a few ulps of it.
        const int rows = 1 << 20, columns = 4;
        using var tape = new TensorTape<float>();
        float[] values = new float[rows * columns];
        Array.Fill(values, 0.1f);
        float all = (float)(values.Length * (double)0.1f), column = (float)(rows * (double)0.1f);
        Tensor<float> x = tape.Constant(values, [rows, columns]), bias = tape.Variable(new float[columns], [columns]);
        Assert.Equal(all, x.Sum().Item, all * 1e-4f);
        Assert.Equal(0.1f, x.Mean().Item, 1e-5f);
        Assert.All(x.Sum(0).Data.ToArray(), sum => Assert.Equal(column, sum, column * 1e-4f));
        Assert.All(x.Transpose().Sum(1).Data.ToArray(), sum => Assert.Equal(column, sum, column * 1e-4f));
        (x + bias).Backward(values);
        Assert.All(bias.Grad.ToArray(), sum => Assert.Equal(column, sum, column * 1e-4f));
    }

    [Fact]
    public void A_maximum_finds_NaN_and_negative_infinity_wherever_they_stand()
    {
        foreach (int length in (int[])[1, 7, 33, 1024, 1500])
            for (int at = 0; at < length; at += Math.Max(1, length / 7))
            {
                using var tape = new TensorTape<float>();
                float[] values = [.. Enumerable.Repeat(float.NegativeInfinity, 2 * length)];
                Assert.Equal(float.NegativeInfinity, tape.Constant(values, [2, length]).Max(1).Data[0]);
                values[length + at] = float.NaN;
                Tensor<float> x = tape.Variable(values, [2, length]), max = x.Max(1);
                Assert.Equal([float.NegativeInfinity, float.NaN], max.Data.ToArray());
                max.Backward([1, 1]);
                Assert.Equal(1, x.Grad[length + at]);
                Assert.Equal(1, x.Grad[length..].ToArray().Sum());
                Assert.Equal(1, x.Grad[..length].ToArray().Sum(), 1e-5f);
            }
    }

    private static void AssertClose(double[] expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= 1e-12 * Math.Max(1, Math.Abs(expected[i])))) Assert.Fail($"Element {i} is {actual[i]:r}, expected {expected[i]:r}.");
    }
}
