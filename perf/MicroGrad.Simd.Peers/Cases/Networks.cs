using MicroGrad.Simd.Nn;
using static TorchSharp.torch.nn;

namespace MicroGrad.Simd.Peers.Cases;

/// <summary>A ReLU network in each library: training steps with cross-entropy, and inference of one sample.</summary>
/// <remarks>Weights are random and differ between the libraries, so that results are not compared.</remarks>
internal sealed record Networks(string Name, int Batch, params int[] Sizes)
{
    public Case StepWithSgd(float rate) =>
        Step("SGD", parameters => new Sgd<float>(parameters, rate), parameters => torch.optim.SGD(parameters, rate));

    public Case StepWithAdam(float rate) =>
        Step("Adam", parameters => new Adam<float>(parameters, rate), parameters => torch.optim.Adam(parameters, rate));

    public Case Inference() =>
        new("inference", $"{Name} inference, batch 1", OurInference) { Torch = TorchInference };

    private Case Step(
        string optimizer,
        Func<IReadOnlyList<Parameter<float>>, Optimizer<float>> ours,
        Func<IEnumerable<TorchSharp.Modules.Parameter>, torch.optim.Optimizer> libtorch) =>
        new("training step", $"{Name} step {optimizer}, batch {Batch}", threads => OurStep(ours, threads)) { Torch = () => TorchStep(libtorch) };

    private Work OurStep(Func<IReadOnlyList<Parameter<float>>, Optimizer<float>> optimizerOf, int threads)
    {
        var tape = new TensorTape<float> { Threads = threads };
        var network = OurNetwork();
        Optimizer<float> optimizer = optimizerOf(network.Parameters);
        float[] x = Inputs(Batch);
        int[] classes = Classes();
        return new(() =>
        {
            tape.Reset();
            optimizer.ZeroGrad();
            Loss.LogitCrossEntropy(network.Forward(tape.Constant(x, [Batch, Sizes[0]])), classes).Backward();
            optimizer.Step();
        });
    }

    private Work TorchStep(Func<IEnumerable<TorchSharp.Modules.Parameter>, torch.optim.Optimizer> optimizerOf)
    {
        var network = TorchNetwork();
        torch.optim.Optimizer optimizer = optimizerOf(network.parameters());
        torch.Tensor x = torch.from_array(Inputs(Batch)).reshape(Batch, Sizes[0]);
        torch.Tensor classes = torch.from_array(Array.ConvertAll(Classes(), one => (long)one));
        return new(() =>
        {
            using DisposeScope scope = torch.NewDisposeScope();
            optimizer.zero_grad();
            functional.cross_entropy(network.call(x), classes).backward();
            optimizer.step();
        });
    }

    private Work OurInference(int threads)
    {
        var tape = new TensorTape<float> { Threads = threads };
        var network = OurNetwork();
        float[] x = Inputs(1);
        return new(() =>
        {
            tape.Reset();
            using (tape.NoGradient()) network.Forward(tape.Constant(x, [1, Sizes[0]]));
        });
    }

    private Work TorchInference()
    {
        var network = TorchNetwork();
        network.eval();
        torch.Tensor x = torch.from_array(Inputs(1)).reshape(1, Sizes[0]);
        return new(() =>
        {
            using DisposeScope scope = torch.NewDisposeScope();
            using IDisposable inference = torch.no_grad();
            network.call(x);
        });
    }

    private Mlp<float> OurNetwork() => new(Sizes, Activation.Relu, new Random(1));

    private TorchSharp.Modules.Sequential TorchNetwork()
    {
        torch.random.manual_seed(1);
        var layers = new List<Module<torch.Tensor, torch.Tensor>>();
        for (int i = 1; i < Sizes.Length; i++)
        {
            layers.Add(Linear(Sizes[i - 1], Sizes[i]));
            if (i < Sizes.Length - 1) layers.Add(ReLU());
        }

        return Sequential(layers);
    }

    private float[] Inputs(int rows) => Numbers.Signed<float>(rows * Sizes[0], seed: 1);

    private int[] Classes() => Numbers.Classes(Batch, seed: 2, Sizes[^1]);
}
