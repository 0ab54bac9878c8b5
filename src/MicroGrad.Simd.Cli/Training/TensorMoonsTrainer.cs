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
    private readonly Func<bool> _outputIsDead;
    private Tensor<float> _logits;

    public TensorMoonsTrainer(int samples, double noise, int[] hidden, bool reluOutput, double rate, int seed)
    {
        Data = new MoonsDataset(samples, noise, seed);
        _points = Data.PointsAs<float>();
        _network = new Mlp<float>([2, .. hidden, 2], Activation.Relu, reluOutput ? Activation.Relu : Activation.Identity, new Random(seed));
        _optimizer = new Sgd<float>(_network.Parameters, (float)rate);
        _step = StepOnce;
        _outputIsDead = reluOutput ? OutputIsDead : static () => false;
        Description = $"tensors, 2-{string.Join('-', hidden)}-2{(reluOutput ? " with ReLU output" : "")}";
    }

    public string Description { get; }

    public MoonsDataset Data { get; }

    public TrainingHistory History { get; } = new();

    public void Step() => History.Measure(_step, _outputIsDead);

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
        _logits = _network.Forward(_tape.Constant(_points, [Data.Count, 2]));
        Tensor<float> loss = Loss.LogitCrossEntropy(_logits, Data.Classes);
        loss.Backward();
        _optimizer.Step();
        return (loss.Item, Accuracy.Of(_logits.Data, Data.Classes));
    }

    /// <summary>
    /// Whether the last ReLU gives 0 for both classes at a quarter of the points or more. No gradient comes from such a point. All points may be so,
    /// or one class alone, whose loss then stays at ln 2 while the other's falls to 0.
    /// </summary>
    private bool OutputIsDead()
    {
        int silent = 0;
        ReadOnlySpan<float> logits = _logits.Data;
        for (int i = 0; i < logits.Length; i += 2)
            if (logits[i] == 0 && logits[i + 1] == 0) silent++;

        return 4 * silent >= Data.Count;
    }
}
