using MicroGrad.Simd.Nn;
using ScalarMlp = MicroGrad.Simd.Nn.Scalar.Mlp<double>;

namespace MicroGrad.Simd.Cli.Training;

/// <summary>micrograd's own demo on the scalar engine: max-margin loss with an L2 penalty, and a rate that falls to a tenth.</summary>
internal sealed class ScalarMoonsTrainer : IMoonsTrainer
{
    private const double Penalty = 1e-4;

    private readonly ScalarMlp _network;
    private readonly Sgd<double> _optimizer;
    private readonly ValueTape<double> _tape = new();
    private readonly Value<double>[] _scores;
    private readonly Value<double>[] _point = new Value<double>[2];
    private readonly double[] _labels;
    private readonly double _rate;
    private readonly int _steps;
    private readonly Func<(double, double)> _step;

    public ScalarMoonsTrainer(int samples, double noise, int[] hidden, double rate, int steps, int seed)
    {
        Data = new MoonsDataset(samples, noise, seed);
        _network = new ScalarMlp([2, .. hidden, 1], new Random(seed));
        _optimizer = new Sgd<double>(_network.Parameters, rate);
        _scores = new Value<double>[samples];
        _labels = [.. Data.Classes.ToArray().Select(value => 2.0 * value - 1)];
        _rate = rate;
        _steps = steps;
        _step = StepOnce;
        Description = $"scalars, 2-{string.Join('-', hidden)}-1";
    }

    public string Description { get; }

    public MoonsDataset Data { get; }

    public TrainingHistory History { get; } = new();

    // The output is linear.
    public void Step() => History.Measure(_step, static () => false);

    public double[] Probabilities(ReadOnlySpan<double> points)
    {
        _tape.Reset();
        using (_tape.NoGradient())
        {
            _network.Bind(_tape);
            var probabilities = new double[points.Length / 2];
            for (int i = 0; i < probabilities.Length; i++) probabilities[i] = Score(points, i).Sigmoid().Data;
            return probabilities;
        }
    }

    private (double Loss, double Accuracy) StepOnce()
    {
        _tape.Reset();
        _optimizer.ZeroGrad();
        _network.Bind(_tape);
        int right = 0;
        for (int i = 0; i < _scores.Length; i++)
        {
            _scores[i] = Score(Data.Points, i);
            if (_scores[i].Data > 0 == _labels[i] > 0) right++;
        }

        Value<double> loss = Loss.MaxMarginHinge<double>(_scores, _labels) + Penalty * _network.SumOfSquares();
        loss.Backward();
        _optimizer.Rate = _rate * (1 - 0.9 * History.Losses.Count / _steps);
        _optimizer.Step();
        return (loss.Data, (double)right / _scores.Length);
    }

    private Value<double> Score(ReadOnlySpan<double> points, int index)
    {
        _point[0] = points[2 * index];
        _point[1] = points[2 * index + 1];
        return _network.Forward(_point)[0];
    }
}
