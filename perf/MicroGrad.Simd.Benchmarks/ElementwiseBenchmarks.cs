using BenchmarkDotNet.Attributes;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>Element-wise ops with their backward pass, at sizes that fit the first cache, the second and neither.</summary>
[MemoryDiagnoser]
public class ElementwiseBenchmarks
{
    private static readonly Dictionary<string, Func<Tensor<float>, Tensor<float>>> Ops = new()
    {
        ["add"] = x => x + x,
        ["multiply"] = x => x * x,
        ["divide"] = x => x / x,
        ["relu"] = x => x.Relu(),
        ["exp"] = x => x.Exp(),
        ["log"] = x => x.Log(),
        ["sqrt"] = x => x.Sqrt(),
        ["sin"] = x => x.Sin(),
        ["tanh"] = x => x.Tanh(),
        ["sigmoid"] = x => x.Sigmoid(),
        ["pow"] = x => x.Pow(2.5f),
        ["softmax"] = x => x.Softmax(),
    };

    private readonly TensorTape<float> _tape = new();
    private Func<Tensor<float>, Tensor<float>> _op = null!;
    private float[] _x = [], _upstream = [];

    public static IEnumerable<string> Names => Ops.Keys;

    [ParamsSource(nameof(Names))]
    public string Op { get; set; } = "";

    [Params(1 << 10, 1 << 15, 1 << 20)]
    public int Length { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        var random = new Random(1);
        _x = [.. Enumerable.Range(0, Length).Select(_ => 0.1f + random.NextSingle())];
        _upstream = [.. Enumerable.Range(0, Length).Select(_ => random.NextSingle())];
        _op = Ops[Op];
    }

    [Benchmark]
    public float Forward()
    {
        _tape.Reset();
        using (_tape.NoGradient()) return _op(_tape.Constant(_x, [Length])).Data[0];
    }

    [Benchmark]
    public float Forward_and_backward()
    {
        _tape.Reset();
        Tensor<float> x = _tape.Variable(_x, [Length]);
        _op(x).Backward(_upstream);
        return x.Grad[0];
    }
}
