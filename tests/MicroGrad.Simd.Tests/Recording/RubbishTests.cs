using Xunit;

namespace MicroGrad.Simd.Tests.Recording;

/// <summary>A recycled buffer holds rubbish. No op may read what it, or the sweep, has not written.</summary>
public sealed class RubbishTests
{
    [Fact]
    public void A_step_over_buffers_full_of_NaN_gives_the_bits_of_a_step_over_fresh_ones()
    {
        using var clean = new TensorTape<double>();
        double[] expected = Step(clean);
        Assert.DoesNotContain(expected, double.IsNaN);

        using var dirty = new TensorTape<double>();
        for (int round = 0; round < 3; round++)
        {
            Spoil(dirty);
            dirty.Reset();
            Assert.Equal(expected, Step(dirty));
            dirty.Reset();
        }
    }

    [Fact]
    public void A_tape_over_another_tapes_buffers_full_of_NaN_does_too()
    {
        using var clean = new TensorTape<double>();
        double[] expected = Step(clean);
        for (int round = 0; round < 3; round++)
        {
            using (var spoiler = new TensorTape<double>()) Spoil(spoiler);
            using var next = new TensorTape<double>();
            Assert.Equal(expected, Step(next));
        }
    }

    [Fact]
    public void A_new_parameter_is_0_with_gradient_0()
    {
        for (int i = 0; i < 5; i++)
        {
            var parameter = new Parameter<double>("p", [100]);
            Assert.False(parameter.Data.ContainsAnyExcept(0.0));
            Assert.False(parameter.Grad.ContainsAnyExcept(0.0));
            parameter.Data.Fill(double.NaN);
            parameter.Grad.Fill(double.NaN);
        }
    }

    /// <summary>Fills every kind of buffer that a step takes: data, gradients, what is saved, scratch and tiles.</summary>
    private static void Spoil(TensorTape<double> tape)
    {
        double[] nan = new double[40_000];
        Array.Fill(nan, double.NaN);
        for (int i = 0; i < 4; i++) tape.Variable(nan, [40_000]);
        Tensor<double> x = tape.Variable(nan.AsSpan(0, 1200), [30, 40]);
        Tensor<double> y = (x + x.Slice(0, 0, 1)) * x.Max(1, keepAxis: true) + x.Transpose().MatMul(x).Slice(1, 0, 30).Transpose();
        Tensor<double> normed = y.LayerNorm(y.Sum(0), y.Max(0)).RmsNorm(y.Mean(0));
        (y.LogitCrossEntropy(new int[30]) + y.Softmax(0).Sum() + y.Max() + normed.LogSumExp(0).LogSumExp()).Backward();
    }

    /// <summary>Every kind of op, over more than one tile; the result, every gradient, and inner ones.</summary>
    private static double[] Step(TensorTape<double> tape)
    {
        var random = new Random(1);
        Tensor<double> x = Variable(60, 50), row = Variable(50), column = Variable(60, 1), w = Variable(50, 7);
        Tensor<double> hidden = ((x + row) * column - x / (column.Abs() + 1)).Tanh();
        Tensor<double> logits = hidden.MatMul(w).Relu() + hidden.Transpose().Slice(0, 3, 7).Transpose().Sigmoid().Exp();
        int[] classes = [.. Enumerable.Range(0, 60).Select(i => i % 7)];
        Tensor<double> unused = x.Sin(), loss = logits.LogitCrossEntropy(classes) + logits.Softmax(0).Max(1).Sum() + logits.LogSoftmax().Mean() + hidden.Maximum(row).Minimum(column).Mean([0, 1])
            + hidden.Cos().Reshape([3, 1000]).Permute([1, 0]).Sum(1).Pow(2).Mean() + (x.Abs() + 1).Log().Sqrt().Sum(0).Max()
            + x.LayerNorm(row, hidden.Mean(0)).RmsNorm(row).LogSumExp(0).LogSumExp();
        loss.Backward();
        loss.Backward();
        return [loss.Item, .. x.Grad, .. row.Grad, .. column.Grad, .. w.Grad, .. logits.Grad, .. hidden.Grad, .. unused.Grad];

        Tensor<double> Variable(params int[] extents)
        {
            var shape = Shape.Create(extents);
            var values = new double[shape.ElementCount];
            for (int i = 0; i < values.Length; i++) values[i] = random.NextDouble() * 2 - 1;
            return tape.Variable(values, shape);
        }
    }
}
