using System.Runtime.InteropServices;
using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Recurrent;

/// <summary>Recurrent cells against loops written from their definitions, and at work.</summary>
public sealed class RecurrentTests
{
    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 4, 5)]
    [InlineData(2, 7, 33)]
    public void An_lstm_is_its_definition_at_every_time(int samples, int times, int width)
    {
        const int features = 3;
        var layer = new Lstm<double>(features, width, new Random(1));
        double[] x = Numbers(samples * times * features);
        using var tape = new TensorTape<double>();
        Tensor<double> y = layer.Forward(tape.Constant(x, [samples, times, features]));
        Assert.Equal([samples, times, width], y.Shape);

        for (int sample = 0; sample < samples; sample++)
        {
            double[] h = new double[width], c = new double[width];
            for (int time = 0; time < times; time++)
            {
                double[] sums = Sums(layer.InputWeight, layer.Bias, x.AsSpan((sample * times + time) * features, features));
                double[] more = Sums(layer.HiddenWeight, null, h);
                for (int j = 0; j < width; j++)
                {
                    double Gate(int gate) => sums[gate * width + j] + more[gate * width + j];
                    c[j] = Sigmoid(Gate(1)) * c[j] + Sigmoid(Gate(0)) * Math.Tanh(Gate(2));
                    h[j] = Sigmoid(Gate(3)) * Math.Tanh(c[j]);
                    Assert.Equal(h[j], y.Data[(sample * times + time) * width + j], 1e-12);
                }
            }
        }
    }

    [Theory]
    [InlineData(1, 1, 1)]
    [InlineData(3, 4, 5)]
    [InlineData(2, 7, 33)]
    public void A_gru_is_its_definition_at_every_time(int samples, int times, int width)
    {
        const int features = 3;
        var layer = new Gru<double>(features, width, new Random(1));
        double[] x = Numbers(samples * times * features);
        using var tape = new TensorTape<double>();
        Tensor<double> y = layer.Forward(tape.Constant(x, [samples, times, features]));
        Assert.Equal([samples, times, width], y.Shape);

        for (int sample = 0; sample < samples; sample++)
        {
            double[] h = new double[width];
            for (int time = 0; time < times; time++)
            {
                double[] fromInput = Sums(layer.InputWeight, layer.InputBias, x.AsSpan((sample * times + time) * features, features));
                double[] fromHidden = Sums(layer.HiddenWeight, layer.HiddenBias, h);
                for (int j = 0; j < width; j++)
                {
                    double r = Sigmoid(fromInput[j] + fromHidden[j]), z = Sigmoid(fromInput[width + j] + fromHidden[width + j]);
                    double n = Math.Tanh(fromInput[2 * width + j] + r * fromHidden[2 * width + j]);
                    h[j] = (1 - z) * n + z * h[j];
                    Assert.Equal(h[j], y.Data[(sample * times + time) * width + j], 1e-12);
                }
            }
        }
    }

    [Fact]
    public void Gradients_of_whole_layers_agree_with_differences()
    {
        Lstm<double> lstm = new(2, 3, new Random(2));
        Gru<double> gru = new(2, 3, new Random(3));
        GradientReport report = GradientCheck.Compare(x => lstm.Forward(x[0]) * gru.Forward(x[0]), (Numbers(2 * 4 * 2), [2, 4, 2]));
        Assert.True(report.Passed(), report.ToString());
    }

    [Fact]
    public void An_lstm_learns_to_remember_the_first_of_several_numbers()
    {
        const int samples = 32, times = 6;
        var random = new Random(5);
        var lstm = new Lstm<float>(1, 8, random);
        var readout = new Dense<float>(8, 1, Activation.Identity, random);
        var optimizer = new Adam<float>([.. lstm.Parameters, .. readout.Parameters], rate: 0.02f);
        float[] x = new float[samples * times], first = new float[samples];
        using var tape = new TensorTape<float>();
        float loss = 0, atFirst = 0;
        for (int step = 0; step < 200; step++)
        {
            for (int i = 0; i < x.Length; i++) x[i] = random.Next(2) * 2 - 1;
            for (int i = 0; i < samples; i++) first[i] = x[i * times];
            tape.Reset();
            optimizer.ZeroGrad();
            Tensor<float> last = lstm.Forward(tape.Constant(x, [samples, times, 1]))[.., ^1];
            Tensor<float> error = Loss.MeanSquaredError(readout.Forward(last), tape.Constant(first, [samples, 1]));
            error.Backward();
            optimizer.Step();
            loss = error.Item;
            if (step == 0) atFirst = loss;
        }

        Assert.InRange(atFirst, 0.7f, 1.5f);
        Assert.InRange(loss, 0, 0.1f);
    }

    [Fact]
    public void A_warm_step_allocates_nothing()
    {
        Lstm<float> lstm = new(4, 8, new Random(1));
        Gru<float> gru = new(8, 8, new Random(1));
        var x = new float[3 * 5 * 4];
        using var tape = new TensorTape<float>();
        void Step()
        {
            tape.Reset();
            gru.Forward(lstm.Forward(tape.Constant(x, [3, 5, 4]))).Sum().Backward();
        }

        Assert.Equal(0, Warm.Allocated(Step));
    }

    [Fact]
    public void Any_element_type_will_do_and_shapes_must_fit()
    {
        using var tape = new TensorTape<NFloat>();
        Tensor<NFloat> sums = tape.Variable([.. Numbers(8).Select(x => (NFloat)x)], [1, 8]), cell = tape.Variable([1, 2], [1, 2]);
        LstmState<NFloat> state = sums.LstmGates(cell);
        (state.Hidden + state.Cell).Sum().Backward();
        Assert.All(sums.Grad.ToArray(), grad => Assert.True(NFloat.IsFinite(grad) && grad != 0));
        Assert.Equal(
            "LstmGates: the gates' sums [1, 8] do not fit the state [1, 8]. The state must be [rows, width] and the sums [rows, 4 * width].",
            Assert.Throws<ArgumentException>(() => sums.LstmGates(sums)).Message);
        Assert.Equal(
            "GruGates: the gates' sums [1, 8] do not fit the state [1, 2]. The state must be [rows, width] and the sums [rows, 3 * width].",
            Assert.Throws<ArgumentException>(() => sums.GruGates(sums, cell)).Message);
    }

    private static double[] Sums(Parameter<double> weight, Parameter<double>? bias, ReadOnlySpan<double> x)
    {
        int outputs = weight.Shape[1];
        var sums = new double[outputs];
        for (int j = 0; j < outputs; j++)
        {
            sums[j] = bias is null ? 0 : bias.Data[j];
            for (int i = 0; i < x.Length; i++) sums[j] += x[i] * weight.Data[i * outputs + j];
        }

        return sums;
    }

    private static double[] Numbers(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];
    }

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
