using BenchmarkDotNet.Attributes;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>What one node of the scalar tape costs: a 2-16-16-1 perceptron over 20 samples, recorded and swept. Times are per node that the operators record.</summary>
[MemoryDiagnoser, MedianColumn, HideColumns("Mean", "Error", "StdDev", "RatioSD", "Alloc Ratio")]
public class ScalarTapeBenchmarks
{
    private const int Samples = 20;
    private const int Weights = 16 * 3 + 16 * 17 + 17;

    // Leaves; for each weight and sample a product or the bias' start; sums, ReLUs and the squared outputs.
    private const int NodesPerStep = 13_177;

    private static readonly int[] Sizes = [2, 16, 16, 1];

    private readonly ValueTape<double> _tape = new();
    private readonly double[] _numbers = new double[Weights];
    private readonly Value<double>[] _weights = new Value<double>[Weights];
    private readonly Value<double>[] _x = new Value<double>[16];
    private readonly Value<double>[] _y = new Value<double>[16];

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (int i = 0; i < _numbers.Length; i++) _numbers[i] = random.NextDouble() - 0.5;
        double loss = Record().Data;
        if (Math.Abs(Record(fused: true).Data - loss) > 1e-12 * loss) throw new InvalidOperationException("Dot products give another loss.");
        Record();
        if (_tape.Count != NodesPerStep) throw new InvalidOperationException($"A step records {_tape.Count} nodes, not {NodesPerStep}.");
    }

    [Benchmark(OperationsPerInvoke = NodesPerStep)]
    public double Record_only() => Record().Data;

    [Benchmark(OperationsPerInvoke = NodesPerStep)]
    public double Record_and_backward()
    {
        Value<double> loss = Record();
        loss.Backward();
        return _weights[0].Grad;
    }

    [Benchmark(OperationsPerInvoke = NodesPerStep)]
    public double Record_and_backward_with_Dot()
    {
        Value<double> loss = Record(fused: true);
        loss.Backward();
        return _weights[0].Grad;
    }

    private Value<double> Record(bool fused = false)
    {
        _tape.Reset();
        for (int i = 0; i < _numbers.Length; i++) _weights[i] = _tape.Variable(_numbers[i]);
        Value<double> loss = 0.0;
        for (int sample = 0; sample < Samples; sample++)
        {
            _x[0] = sample * 0.05;
            _x[1] = 1 - sample * 0.05;
            Value<double> output = Apply(_x, _y, fused);
            loss += output * output;
        }

        return loss;
    }

    private Value<double> Apply(Value<double>[] x, Value<double>[] y, bool fused)
    {
        ReadOnlySpan<Value<double>> weights = _weights;
        for (int layer = 1; layer < Sizes.Length; layer++)
        {
            for (int i = 0; i < Sizes[layer]; i++)
            {
                int inputs = Sizes[layer - 1];
                Value<double> sum = fused ? weights[0] + Value<double>.Dot(weights.Slice(1, inputs), x.AsSpan(0, inputs)) : Sum(weights[..(inputs + 1)], x);
                y[i] = layer < Sizes.Length - 1 ? sum.Relu() : sum;
                weights = weights[(inputs + 1)..];
            }

            (x, y) = (y, x);
        }

        return x[0];
    }

    private static Value<double> Sum(ReadOnlySpan<Value<double>> weights, ReadOnlySpan<Value<double>> x)
    {
        Value<double> sum = weights[0];
        for (int i = 1; i < weights.Length; i++) sum += weights[i] * x[i - 1];
        return sum;
    }
}
