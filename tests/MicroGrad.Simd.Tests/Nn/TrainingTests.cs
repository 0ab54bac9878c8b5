using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Tests.Nn;

public sealed class TrainingTests
{
    [Fact]
    public void Sgd_moves_against_the_gradient_and_zero_grad_clears_it()
    {
        var parameter = new Parameter<double>("p", [2], [1, 2]);
        var optimizer = new Sgd<double>([parameter], 0.5);
        new double[] { 1, -4 }.CopyTo(parameter.Grad);

        optimizer.Step();
        optimizer.ZeroGrad();

        Assert.Equal([0.5, 4], parameter.Data.ToArray());
        Assert.Equal([0, 0], parameter.Grad.ToArray());
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(-1)]
    public void A_learning_rate_must_be_finite_and_not_negative(double rate)
    {
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => new Sgd<double>([], rate));
        Assert.StartsWith($"Rate: {rate} is no learning rate. It must be finite and at least 0.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_bits_and_another_seed_others()
    {
        Assert.Equal(TrainMoons<float>(3, 50), TrainMoons<float>(3, 50));
        Assert.NotEqual(TrainMoons<float>(3, 50), TrainMoons<float>(4, 50));
    }

    [Fact]
    public void A_warm_training_step_allocates_nothing()
    {
        var moons = new MoonsDataset(200, 0.1, 1);
        float[] points = moons.PointsAs<float>();
        var network = new Mlp<float>([2, 16, 16, 2], static x => x.Relu(), null, new Random(1));
        var optimizer = new Sgd<float>(network.Parameters, 0.1f);
        using var tape = new TensorTape<float>();
        Assert.Equal(0, Allocations.Of(Step));

        void Step()
        {
            tape.Reset();
            optimizer.ZeroGrad();
            Loss.LogitCrossEntropy(network.Forward(tape.Constant(points, [200, 2])), moons.Classes).Backward();
            optimizer.Step();
        }
    }

    [Fact]
    public void The_scalar_engine_and_the_tensor_engine_train_the_same_network_alike()
    {
        var scalar = new MicroGrad.Simd.Nn.Scalar.Mlp<double>([2, 4, 1], new Random(5));
        var tensor = new Mlp<double>([2, 4, 1], x => x.Relu(), null, new Random(5));
        for (int layer = 0; layer < 2; layer++)
        {
            var dense = (Dense<double>)tensor.Modules[layer];
            for (int unit = 0; unit < scalar.Layers[layer].Neurons.Count; unit++)
            {
                Span<double> weights = scalar.Layers[layer].Neurons[unit].Parameter.Data;
                for (int input = 0; input < weights.Length - 1; input++) dense.Weight.Data[input * scalar.Layers[layer].Neurons.Count + unit] = weights[input];
                dense.Bias.Data[unit] = weights[^1];
            }
        }

        var moons = new MoonsDataset(30, 0.1, 2);
        double[] labels = [.. moons.Classes.ToArray().Select(value => 2.0 * value - 1)];
        Assert.Equal(TrainTensors(), TrainScalars(), (left, right) => Math.Abs(left - right) < 1e-12);

        List<double> TrainTensors()
        {
            var losses = new List<double>();
            var optimizer = new Sgd<double>(tensor.Parameters, 0.3);
            using var tape = new TensorTape<double>();
            for (int step = 0; step < 20; step++)
            {
                tape.Reset();
                optimizer.ZeroGrad();
                Tensor<double> loss = Loss.MaxMarginHinge(tensor.Forward(tape.Constant(moons.Points, [30, 2])), tape.Constant(labels, [30, 1]));
                loss.Backward();
                optimizer.Step();
                losses.Add(loss.Item);
            }

            return losses;
        }

        List<double> TrainScalars()
        {
            var losses = new List<double>();
            var optimizer = new Sgd<double>(scalar.Parameters, 0.3);
            var tape = new ValueTape<double>();
            var scores = new Value<double>[30];
            for (int step = 0; step < 20; step++)
            {
                tape.Reset();
                optimizer.ZeroGrad();
                scalar.Bind(tape);
                for (int i = 0; i < 30; i++) scores[i] = scalar.Forward([moons.Points[2 * i], moons.Points[2 * i + 1]])[0];
                Value<double> loss = Loss.MaxMarginHinge<double>(scores, labels);
                loss.Backward();
                optimizer.Step();
                losses.Add(loss.Data);
            }

            return losses;
        }
    }

    [Fact]
    public void A_neuron_says_what_is_wrong()
    {
        var neuron = new MicroGrad.Simd.Nn.Scalar.Neuron<double>(2, relu: true, new Random(1));
        var unbound = Assert.Throws<InvalidOperationException>(() => neuron.Forward([1.0, 2.0]));
        Assert.Equal("Neuron: not bound to a tape. Call Bind first, and again after each Reset.", unbound.Message);
        var tape = new ValueTape<double>();
        neuron.Bind(tape);
        Assert.StartsWith("Neuron: 1 values were given to 2 inputs.", Assert.Throws<ArgumentException>(() => neuron.Forward([1.0])).Message, StringComparison.Ordinal);
        tape.Reset();
        Assert.Throws<InvalidOperationException>(() => neuron.Forward([1.0, 2.0]));
    }

    private static T[] TrainMoons<T>(int seed, int steps) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        var moons = new MoonsDataset(100, 0.1, seed);
        var network = new Mlp<T>([2, 16, 16, 2], x => x.Relu(), null, new Random(seed));
        var optimizer = new Sgd<T>(network.Parameters, T.CreateChecked(0.9));
        T[] points = moons.PointsAs<T>();
        using var tape = new TensorTape<T>();
        for (int step = 0; step < steps; step++)
        {
            tape.Reset();
            optimizer.ZeroGrad();
            Loss.LogitCrossEntropy(network.Forward(tape.Constant(points, [100, 2])), moons.Classes).Backward();
            optimizer.Step();
        }

        return [.. network.Parameters.SelectMany(parameter => parameter.Data.ToArray())];
    }
}
