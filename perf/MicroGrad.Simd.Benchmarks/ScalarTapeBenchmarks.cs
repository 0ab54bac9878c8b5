using BenchmarkDotNet.Attributes;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>
/// What one node of the scalar tape costs: a perceptron, recorded and swept, and the same on a tape without any checks. Times are per node that the
/// operators record.
/// </summary>
[MemoryDiagnoser, MedianColumn, HideColumns("Mean", "Error", "StdDev", "RatioSD", "Alloc Ratio")]
public class ScalarTapeBenchmarks
{
    private const int NodesPerStep = Perceptron<Value<double>, Operators>.NodeCount;

    private readonly ValueTape<double> _tape = new();
    private readonly double[] _numbers = new double[Perceptron<Value<double>, Operators>.WeightCount];
    private readonly Perceptron<Value<double>, Operators> _plain = new();
    private readonly Perceptron<Value<double>, Dots> _fused = new();
    private readonly Perceptron<BareValue, Bare> _bare = new();

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        for (int i = 0; i < _numbers.Length; i++) _numbers[i] = random.NextDouble() - 0.5;
        Check(Record_and_backward(), Gradients(_plain.Weights));
        if (_tape.Count != NodesPerStep) throw new InvalidOperationException($"A step records {_tape.Count} nodes, not {NodesPerStep}.");
        Check(Record_and_backward_with_Dot(), Gradients(_fused.Weights));
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = NodesPerStep)]
    public double Bare_record_and_backward()
    {
        BareTape.Reset();
        _ = BareTape.Push(0, 0, 0, 0, 0);
        for (int i = 0; i < _numbers.Length; i++) _bare.Weights[i] = BareTape.Push(0, 0, 0, 0, _numbers[i]);
        BareTape.Backward(_bare.Loss());
        return BareTape.GradOf(_bare.Weights[0]);
    }

    [Benchmark(OperationsPerInvoke = NodesPerStep)]
    public double Record_only() => Record(_plain).Data;

    [Benchmark(OperationsPerInvoke = NodesPerStep)]
    public double Record_and_backward()
    {
        Record(_plain).Backward();
        return _plain.Weights[0].Grad;
    }

    [Benchmark(OperationsPerInvoke = NodesPerStep)]
    public double Record_and_backward_with_Dot()
    {
        Record(_fused).Backward();
        return _fused.Weights[0].Grad;
    }

    private Value<double> Record<TKind>(Perceptron<Value<double>, TKind> perceptron) where TKind : struct, IPerceptronKind<Value<double>>
    {
        _tape.Reset();
        for (int i = 0; i < _numbers.Length; i++) perceptron.Weights[i] = _tape.Variable(_numbers[i]);
        return perceptron.Loss();
    }

    private static double[] Gradients(Value<double>[] weights) => [.. weights.Select(weight => weight.Grad)];

    private void Check(double first, double[] gradients)
    {
        _ = Bare_record_and_backward();
        double[] bare = [.. _bare.Weights.Select(BareTape.GradOf)];
        double error = gradients.Zip(bare, (one, other) => Math.Abs(one - other)).Max();
        if (first != gradients[0] || !(error < 1e-12 * bare.Max(Math.Abs))) throw new InvalidOperationException($"The gradients differ from the bare tape's by {error}.");
    }

    private readonly struct Operators : IPerceptronKind<Value<double>>
    {
        public static Value<double> Constant(double x) => x;

        public static Value<double> Relu(Value<double> x) => x.Relu();

        public static Value<double> WeightedSum(ReadOnlySpan<Value<double>> weights, ReadOnlySpan<Value<double>> x)
        {
            Value<double> sum = weights[0];
            for (int i = 1; i < weights.Length; i++) sum += weights[i] * x[i - 1];
            return sum;
        }
    }

    private readonly struct Dots : IPerceptronKind<Value<double>>
    {
        public static Value<double> Constant(double x) => x;

        public static Value<double> Relu(Value<double> x) => x.Relu();

        public static Value<double> WeightedSum(ReadOnlySpan<Value<double>> weights, ReadOnlySpan<Value<double>> x) =>
            weights[0] + Value<double>.Dot(weights[1..], x[..(weights.Length - 1)]);
    }

    private readonly struct Bare : IPerceptronKind<BareValue>
    {
        public static BareValue Constant(double x) => BareTape.Push(0, 0, 0, 0, x);

        public static BareValue Relu(BareValue x) => x.Relu();

        public static BareValue WeightedSum(ReadOnlySpan<BareValue> weights, ReadOnlySpan<BareValue> x)
        {
            BareValue sum = weights[0];
            for (int i = 1; i < weights.Length; i++) sum += weights[i] * x[i - 1];
            return sum;
        }
    }
}
