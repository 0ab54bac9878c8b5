using BenchmarkDotNet.Attributes;
using MicroGrad.Simd.Catalogue;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>Every op of the table of ops, alone and with its backward pass.</summary>
[MemoryDiagnoser]
public class OpBenchmarks
{
    private readonly Bench _bench = new();
    private OpRow<double> _row = null!;

    public static IEnumerable<string> Names => OpTable<double>.Rows.Select(row => row.Name);

    [ParamsSource(nameof(Names))]
    public string Op { get; set; } = "";

    [GlobalSetup]
    public void Setup() => _row = OpTable<double>.Rows.Single(row => row.Name == Op);

    [GlobalCleanup]
    public void Cleanup() => _bench.Dispose();

    [Benchmark(Baseline = true)]
    public float Forward() => _bench.Forward(_row);

    [Benchmark]
    public float ForwardAndBackward() => _bench.ForwardAndBackward(_row);
}
