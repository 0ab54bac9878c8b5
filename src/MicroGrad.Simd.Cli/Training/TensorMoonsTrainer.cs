using MicroGrad.Simd.Nn;

namespace MicroGrad.Simd.Cli.Training;

/// <summary>Full-batch gradient descent on logit cross-entropy with the tensor engine.</summary>
internal sealed class TensorMoonsTrainer : IMoonsTrainer
{
    private readonly float[] _points;
    private readonly Mlp<float> _network;
    private readonly Sgd<float> _optimizer;
    private readonly TensorTape<float> _tape = new();
    private readonly Func<(double, double)> _step;
    private readonly Func<bool> _gradientIsZero;

    public TensorMoonsTrainer(int samples, double noise, int[] hidden, bool reluOutput, double rate, int seed)
    {
        Data = new MoonsDataset(samples, noise, seed);
        _points = Data.PointsAs<float>();
        _network = new Mlp<float>([2, .. hidden, 2], static x => x.Relu(), reluOutput ? static x => x.Relu() : null, new Random(seed));
        _optimizer = new Sgd<float>(_network.Parameters, (float)rate);
        _step = StepOnce;
        _gradientIsZero = () => _network.Parameters.All(parameter => !parameter.Grad.ContainsAnyExcept(0f));
        Description = $"tensors, 2-{string.Join('-', hidden)}-2{(reluOutput ? " with ReLU output" : "")}";
    }

    public string Description { get; }

    public MoonsDataset Data { get; }

    public TrainingHistory History { get; } = new();

    public void Step() => History.Measure(_step, _gradientIsZero);

    public double[] Probabilities(ReadOnlySpan<double> points)
    {
        var x = new float[points.Length];
        for (int i = 0; i < x.Length; i++) x[i] = (float)points[i];
        _tape.Reset();
        using (_tape.NoGradient())
        {
            Tensor<float> probabilities = _network.Forward(_tape.Constant(x, [x.Length / 2, 2])).Softmax();
            return Array.ConvertAll(probabilities.Slice(1, 1, 1).Data.ToArray(), p => (double)p);
        }
    }

    private (double Loss, double Accuracy) StepOnce()
    {
        _tape.Reset();
        _optimizer.ZeroGrad();
        Tensor<float> logits = _network.Forward(_tape.Constant(_points, [Data.Count, 2]));
        Tensor<float> loss = Loss.LogitCrossEntropy(logits, Data.Classes);
        loss.Backward();
        _optimizer.Step();
        return (loss.Item, Accuracy.Of(logits.Data, Data.Classes));
    }
}
