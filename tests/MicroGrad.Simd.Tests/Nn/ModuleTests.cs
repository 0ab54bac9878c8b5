using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Tests.Nn;

public sealed class ModuleTests
{
    [Fact]
    public void Dense_is_x_W_plus_b_then_the_activation()
    {
        var layer = new Dense<double>(2, 3, y => y.Relu(), new Random(1));
        double[] weight = [1, 2, 3, -4, -5, -6];
        weight.CopyTo(layer.Weight.Data);
        new double[] { 0.5, 0, 1 }.CopyTo(layer.Bias.Data);
        using var tape = new TensorTape<double>();

        Tensor<double> y = layer.Forward(tape.Constant([1, 0, 2, 1], [2, 2]));

        Assert.Equal([2, 3], y.Shape);
        Assert.Equal([1.5, 2, 4, 0, 0, 1], y.Data.ToArray());
    }

    [Fact]
    public void Glorot_uniform_weights_fill_their_interval_and_biases_start_at_zero()
    {
        var layer = new Dense<double>(30, 70, null, new Random(1));
        double bound = Math.Sqrt(6.0 / 100);
        double[] weights = layer.Weight.Data.ToArray();
        Assert.All(weights, weight => Assert.InRange(weight, -bound, bound));
        Assert.True(weights.Max() > 0.98 * bound && weights.Min() < -0.98 * bound);
        Assert.InRange(weights.Sum(weight => weight * weight) / weights.Length, 0.9 * bound * bound / 3, 1.1 * bound * bound / 3); // variance of the uniform
        Assert.All(layer.Bias.Data.ToArray(), bias => Assert.Equal(0, bias));
    }

    [Fact]
    public void A_chain_applies_its_modules_in_order_and_lists_their_parameters_in_order()
    {
        var random = new Random(1);
        var first = new Dense<double>(2, 3, null, random, "first");
        var second = new Dense<double>(3, 1, null, random, "second");
        var chain = new Chain<double>(first, second);
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Constant([1, 2], [1, 2]);

        Assert.Equal(second.Forward(first.Forward(x)).Item, chain.Forward(x).Item);
        Assert.Equal(["first.weight", "first.bias", "second.weight", "second.bias"], chain.Parameters.Select(parameter => parameter.Name));
    }

    [Fact]
    public void An_mlp_puts_its_activation_between_the_layers_and_the_other_one_last()
    {
        var calls = new List<string>();
        var mlp = new Mlp<double>([2, 4, 4, 3], y => Note("hidden", y), y => Note("output", y), new Random(1));
        using var tape = new TensorTape<double>();

        Tensor<double> y = mlp.Forward(tape.Constant([1, 2], [1, 2]));

        Assert.Equal(["hidden", "hidden", "output"], calls);
        Assert.Equal([1, 3], y.Shape);
        Assert.Equal(6, mlp.Parameters.Count);

        Tensor<double> Note(string call, Tensor<double> tensor)
        {
            calls.Add(call);
            return tensor;
        }
    }

    [Fact]
    public void Norms_start_without_gain_and_bias_and_learn_them()
    {
        var layer = new LayerNorm<double>(4);
        var rms = new RmsNorm<double>(4, epsilon: 0.5, name: "second");
        var chain = new Chain<double>(layer, rms);
        Assert.Equal(["layernorm.gain", "layernorm.bias", "second.gain"], chain.Parameters.Select(parameter => parameter.Name));
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Constant([1, 2, 3, 6, -1, 0, 0, 5], [2, 4]), y = layer.Forward(x);

        Assert.All(y.Mean(1).Data.ToArray(), mean => Assert.Equal(0, mean, 1e-15));
        Assert.All((y * y).Mean(1).Data.ToArray(), square => Assert.Equal(1, square, 1e-4));
        Assert.Equal(y.RmsNorm(rms.Gain, 0.5).Data, chain.Forward(x).Data);
        (chain.Forward(x) * x).Sum().Backward();
        Assert.All(chain.Parameters, parameter => Assert.Contains(parameter.Grad.ToArray(), value => value != 0));
    }

    [Fact]
    public void The_gradient_of_a_whole_network_agrees_with_central_differences()
    {
        var mlp = new Mlp<double>([2, 5, 3], y => y.Tanh(), null, new Random(7));
        double[] x = [0.3, -0.2, 1.1, 0.4, -0.9, 0.8];
        int[] classes = [0, 2, 1];
        double Loss()
        {
            using var tape = new TensorTape<double>();
            return mlp.Forward(tape.Constant(x, [3, 2])).LogitCrossEntropy(classes).Item;
        }

        using (var tape = new TensorTape<double>())
            mlp.Forward(tape.Constant(x, [3, 2])).LogitCrossEntropy(classes).Backward();

        const double step = 1e-5;
        foreach (Parameter<double> parameter in mlp.Parameters)
        {
            for (int i = 0; i < parameter.Data.Length; i++)
            {
                double at = parameter.Data[i];
                parameter.Data[i] = at + step;
                double above = Loss();
                parameter.Data[i] = at - step;
                double below = Loss();
                parameter.Data[i] = at;
                Assert.Equal((above - below) / (2 * step), parameter.Grad[i], 1e-9);
            }
        }
    }

    [Fact]
    public void Bad_sizes_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dense<double>(0, 1, null, new Random(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Dense<double>(1, 0, null, new Random(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new LayerNorm<double>(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RmsNorm<double>(0));
        var error = Assert.Throws<ArgumentException>(() => new Mlp<double>([3], y => y, null, new Random(1)));
        Assert.StartsWith("Mlp: 1 sizes were given. At least two are needed, input and output.", error.Message, StringComparison.Ordinal);
    }
}
