using BenchmarkDotNet.Attributes;
using MicroGrad.Simd.Cli.Greeks;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>A path of 32 steps under Heston with its payoff and nine sensitivities, one thread: recorded programs against a plain loop for the payoff alone. Times are per path.</summary>
[MemoryDiagnoser, MedianColumn, HideColumns("Mean", "Error", "StdDev", "RatioSD", "Alloc Ratio")]
public class HestonBenchmarks
{
    private const int Paths = HestonBatch.MostPaths, Steps = 32, NoisePerPath = 2 * Steps;

    private readonly HestonBatch _batch = new(Paths, NoisePerPath);
    private readonly HestonInputs<double> _model = new(Market.Heston);
    private readonly double[] _noise = new double[NoisePerPath * Paths];
    private readonly double[] _payoffs = new double[Paths];
    private readonly double[] _greeks = new double[HestonInputs<double>.Count * Paths];
    private readonly ValueProgram<double> _program = PricePrograms.HestonPath(Steps);
    private readonly ValueProgram<double> _compiled;

    public HestonBenchmarks()
    {
        _program.Threads = 1;
        _compiled = PricePrograms.Compiled(_program);
        new Normals(1).Fill(_batch.Noise);

        // A plain loop keeps the normals of a path side by side.
        for (int i = 0; i < _noise.Length; i++) _noise[i % Paths * NoisePerPath + i / Paths] = _batch.Noise[i];
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Paths)]
    public double[] Plain_payoff()
    {
        for (int path = 0; path < Paths; path++) _payoffs[path] = Heston.Payoff<double>(_model, _noise.AsSpan(path * NoisePerPath, NoisePerPath));
        return _payoffs;
    }

    [Benchmark(OperationsPerInvoke = Paths)]
    public int Program_payoff() => _program.Evaluate(_batch.Rows, _payoffs);

    [Benchmark(OperationsPerInvoke = Paths)]
    public int Program_payoff_and_greeks() => _program.Evaluate(_batch.Rows, _payoffs, _greeks);

    [Benchmark(OperationsPerInvoke = Paths)]
    public int Compiled_payoff() => _compiled.Evaluate(_batch.Rows, _payoffs);

    [Benchmark(OperationsPerInvoke = Paths)]
    public int Compiled_payoff_and_greeks() => _compiled.Evaluate(_batch.Rows, _payoffs, _greeks);
}
