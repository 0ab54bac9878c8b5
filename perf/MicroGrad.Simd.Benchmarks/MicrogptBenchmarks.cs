using BenchmarkDotNet.Attributes;
using MicroGrad.Simd.Cli.Gpt;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>A training step of the command <c>microgpt</c> on one name, Adam included: 4,192 parameters. Times are per name.</summary>
[MemoryDiagnoser, MedianColumn, HideColumns("Mean", "Error", "StdDev", "RatioSD", "Alloc Ratio")]
public class MicrogptBenchmarks
{
    private const int Names = 500;

    private readonly int[][] _names = [.. Shuffled(TypeNames.All()).Take(Names).Select(Vocabulary.Encode)];
    private readonly ScalarGpt _scalars = new(seed: 1);
    private readonly TensorGpt<float> _tensors = new(seed: 1);

    [Benchmark(Baseline = true, OperationsPerInvoke = Names)]
    public double Scalars_in_double() => Learn(_scalars);

    [Benchmark(OperationsPerInvoke = Names)]
    public double Tensors_in_float() => Learn(_tensors);

    private double Learn(IGpt model)
    {
        double loss = 0;
        foreach (int[] name in _names) loss += model.Step(name, 1e-4);
        return loss;
    }

    private static string[] Shuffled(string[] names)
    {
        new Random(1).Shuffle(names);
        return names;
    }
}
