using BenchmarkDotNet.Attributes;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>The matrix product of a tape against the plain triple loop (rows of B inside, as a careful programmer would write it).</summary>
[MemoryDiagnoser]
public class MatMulBenchmarks
{
    private readonly TensorTape<float> _tape = new();
    private float[] _a = [], _b = [], _c = [];
    private Parameter<float> _left = null!, _right = null!;

    [Params(16, 64, 256, 1024)]
    public int N { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _a = [.. Enumerable.Range(0, N * N).Select(_ => random.NextSingle() - 0.5f)];
        _b = [.. Enumerable.Range(0, N * N).Select(_ => random.NextSingle() - 0.5f)];
        _c = new float[N * N];
        _left = new Parameter<float>("a", [N, N], _a);
        _right = new Parameter<float>("b", [N, N], _b);
    }

    [Benchmark(Baseline = true)]
    public float Plain_loop()
    {
        Array.Clear(_c);
        for (int i = 0; i < N; i++)
        {
            Span<float> row = _c.AsSpan(i * N, N);
            for (int k = 0; k < N; k++)
            {
                float a = _a[i * N + k];
                ReadOnlySpan<float> b = _b.AsSpan(k * N, N);
                for (int j = 0; j < row.Length; j++) row[j] += a * b[j];
            }
        }

        return _c[0];
    }

    [Benchmark]
    public float MatMul()
    {
        _tape.Reset();
        using (_tape.NoGradient()) return _tape.Track(_left).MatMul(_right).Data[0];
    }

    [Benchmark]
    public float MatMul_of_a_transposed_view()
    {
        _tape.Reset();
        using (_tape.NoGradient()) return _tape.Track(_left).MatMul(_tape.Track(_right).Transpose()).Data[0];
    }
}
