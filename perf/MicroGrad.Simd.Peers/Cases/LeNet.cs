using MicroGrad.Simd.Nn;
using static TorchSharp.torch.nn;

namespace MicroGrad.Simd.Peers.Cases;

/// <summary>LeNet-5 with ReLU and max pools, in each library: a training step with cross-entropy.</summary>
/// <remarks>Weights are random and differ between the libraries, so that results are not compared.</remarks>
internal static class LeNet
{
    private const int Batch = 64;
    private const float Rate = 0.01f;

    public static Case StepWithSgd() => new("training step", $"LeNet-5 step SGD, batch {Batch}", OurStep) { Torch = TorchStep };

    private static float[] Images { get; } = Numbers.Signed<float>(Batch * 28 * 28, seed: 1);

    private static int[] Classes { get; } = Numbers.Classes(Batch, seed: 2, classes: 10);

    private static Work OurStep(int threads)
    {
        var random = new Random(1);
        var tape = new TensorTape<float> { Threads = threads };
        var network = new Chain<float>(
            new Conv2d<float>(1, 6, 5, x => x.Relu(), random, padding: 2), new MaxPool2d<float>(2),
            new Conv2d<float>(6, 16, 5, x => x.Relu(), random), new MaxPool2d<float>(2),
            new Flatten<float>(),
            new Dense<float>(400, 120, Activation.Relu, random), new Dense<float>(120, 84, Activation.Relu, random), new Dense<float>(84, 10, null, random));
        var optimizer = new Sgd<float>(network.Parameters, Rate);
        return new(() =>
        {
            tape.Reset();
            optimizer.ZeroGrad();
            Loss.LogitCrossEntropy(network.Forward(tape.Constant(Images, [Batch, 1, 28, 28])), Classes).Backward();
            optimizer.Step();
        });
    }

    private static Work TorchStep()
    {
        torch.random.manual_seed(1);
        var network = Sequential(
            Conv2d(1, 6, 5, padding: 2), ReLU(), MaxPool2d(2), Conv2d(6, 16, 5), ReLU(), MaxPool2d(2),
            Flatten(), Linear(400, 120), ReLU(), Linear(120, 84), ReLU(), Linear(84, 10));
        torch.optim.Optimizer optimizer = torch.optim.SGD(network.parameters(), Rate);
        torch.Tensor images = torch.from_array(Images).reshape(Batch, 1, 28, 28), classes = torch.from_array(Array.ConvertAll(Classes, one => (long)one));
        return new(() =>
        {
            using DisposeScope scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            functional.cross_entropy(network.call(images), classes).backward();
            optimizer.step();
        });
    }
}
