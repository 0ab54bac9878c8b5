using BenchmarkDotNet.Attributes;
using MicroGrad.Simd.Nn;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>The main job's training step: 200 points, network 2-16-16-2, logit cross-entropy, backward pass, gradient descent; one thread.</summary>
[MemoryDiagnoser]
public class MoonsStepBenchmarks
{
    private readonly MoonsDataset _moons = new(200, 0.1, seed: 1);
    private readonly TensorTape<float> _tape = new();
    private float[] _points = [];
    private Mlp<float> _network = null!;
    private Sgd<float> _optimizer = null!;

    [GlobalSetup]
    public void Setup()
    {
        _points = _moons.PointsAs<float>();
        _network = new Mlp<float>([2, 16, 16, 2], Activation.Relu, new Random(1));
        _optimizer = new Sgd<float>(_network.Parameters, 0.1f);
    }

    [Benchmark(Baseline = true)]
    public float Training_step()
    {
        _tape.Reset();
        _optimizer.ZeroGrad();
        Tensor<float> loss = Loss.LogitCrossEntropy(_network.Forward(_tape.Constant(_points, [200, 2])), _moons.Classes);
        loss.Backward();
        _optimizer.Step();
        return loss.Item;
    }

    [Benchmark]
    public float Inference_of_the_batch()
    {
        _tape.Reset();
        using (_tape.NoGradient()) return _network.Forward(_tape.Constant(_points, [200, 2])).Data[0];
    }
}
