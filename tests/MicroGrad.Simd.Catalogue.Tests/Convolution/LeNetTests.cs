using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Convolution;

/// <summary>A network in the manner of LeNet-5 (Y. LeCun et al., "Gradient-Based Learning Applied to Document Recognition", Proc. IEEE 86, 1998).</summary>
public sealed class LeNetTests
{
    private const int Batch = 16, Side = 28;

    [Fact]
    public void The_loss_falls_on_drawn_bars()
    {
        var random = new Random(1);
        Chain<float> network = LeNet(random);
        var optimizer = new Adam<float>(network.Parameters, 0.003f);
        (float[] images, int[] classes) = Bars(random);
        using var tape = new TensorTape<float>();
        float first = 0, last = 0;
        for (int step = 0; step < 40; step++)
        {
            tape.Reset();
            optimizer.ZeroGrad();
            Tensor<float> loss = Loss.LogitCrossEntropy(network.Forward(tape.Constant(images, [Batch, 1, Side, Side])), classes);
            loss.Backward();
            optimizer.Step();
            last = loss.Item;
            if (step == 0) first = last;
        }

        Assert.InRange(last, 0, 0.3f * first);
    }

    [Fact]
    public void Layers_have_the_shapes_and_the_parameters_that_they_say()
    {
        var random = new Random(1);
        using var tape = new TensorTape<float>();
        Tensor<float> images = tape.Constant(new float[2 * 4 * 9 * 8], [2, 4, 9, 8]), signals = tape.Constant(new float[2 * 4 * 9], [2, 4, 9]);
        var conv = new Conv2d<float>(4, 6, (3, 2), null, random, stride: 2, padding: 1, groups: 2, name: "first");
        Assert.Equal([6, 2, 3, 2], conv.Weight.Shape);
        Assert.Equal(["first.weight", "first.bias"], conv.Parameters.Select(parameter => parameter.Name));
        Assert.Equal([2, 6, 5, 5], conv.Forward(images).Shape);
        var back = new ConvTranspose2d<float>(4, 6, 3, x => x.Tanh(), random, stride: 2, padding: 1, outputPadding: 1, hasBias: false);
        Assert.Null(back.Bias);
        Assert.Equal([2, 6, 18, 16], back.Forward(images).Shape);
        Assert.Equal([2, 5, 4], new Conv1d<float>(4, 5, 3, x => x.Relu(), random, stride: 2).Forward(signals).Shape);
        Assert.Equal([2, 4, 4], new MaxPool1d<float>(2).Forward(signals).Shape);
        Assert.Equal([2, 4, 5], new AveragePool1d<float>(2, padding: 1).Forward(signals).Shape);
        Assert.Equal([2, 4, 4, 4], new AveragePool2d<float>(2).Forward(images).Shape);
        Assert.Equal([2, 4, 1, 1], new AdaptiveAveragePool2d<float>(1).Forward(images).Shape);
        Assert.Equal([2, 288], new Flatten<float>().Forward(images).Shape);
        Assert.Throws<ArgumentException>(() => new Conv2d<float>(4, 6, 3, null, random, groups: 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => new Conv2d<float>(4, 6, 0, null, random));
    }

    private static Chain<float> LeNet(Random random) => new(
        new Conv2d<float>(1, 6, 5, x => x.Relu(), random, padding: 2),
        new MaxPool2d<float>(2),
        new Conv2d<float>(6, 16, 5, x => x.Relu(), random),
        new MaxPool2d<float>(2),
        new Flatten<float>(),
        new Dense<float>(400, 120, Activation.Relu, random),
        new Dense<float>(120, 84, Activation.Relu, random),
        new Dense<float>(84, 4, Activation.Identity, random));

    // Upright, level and both oblique ones, anywhere.
    private static (float[] Images, int[] Classes) Bars(Random random)
    {
        var images = new float[Batch * Side * Side];
        int[] classes = [.. Enumerable.Range(0, Batch).Select(image => image % 4)];
        for (int image = 0; image < Batch; image++)
        {
            int row = random.Next(8, 20), column = random.Next(8, 20);
            (int down, int right) = classes[image] switch { 0 => (1, 0), 1 => (0, 1), 2 => (1, 1), _ => (1, -1) };
            for (int i = -7; i <= 7; i++) images[(image * Side + row + i * down) * Side + column + i * right] = 1;
        }

        return (images, classes);
    }
}
