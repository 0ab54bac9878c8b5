using BenchmarkDotNet.Attributes;
using MicroGrad.Simd.Cli.Greeks;

namespace MicroGrad.Simd.Benchmarks;

/// <summary>A call and its five greeks over 100,000 scenarios, one thread: recorded programs against a plain loop for the price alone. Times are per scenario.</summary>
[MemoryDiagnoser, MedianColumn, HideColumns("Mean", "Error", "StdDev", "RatioSD", "Alloc Ratio")]
public class BlackScholesBenchmarks
{
    private const int Scenarios = 100_000;

    private readonly double[] _inputs = Market.Scenarios(Scenarios, seed: 1);
    private readonly double[] _prices = new double[Scenarios];
    private readonly double[] _greeks = new double[5 * Scenarios];
    private readonly ValueProgram<double> _program = PricePrograms.BlackScholesCall();
    private readonly ValueProgram<double> _compiled;

    public BlackScholesBenchmarks()
    {
        _program.Threads = 1;
        _compiled = PricePrograms.Compiled(_program);
    }

    [Benchmark(Baseline = true, OperationsPerInvoke = Scenarios)]
    public double[] Plain_price()
    {
        for (int i = 0; i < Scenarios; i++)
            _prices[i] = BlackScholes.Price(_inputs[i], _inputs[Scenarios + i], _inputs[2 * Scenarios + i], _inputs[3 * Scenarios + i], _inputs[4 * Scenarios + i], 1.0);
        return _prices;
    }

    [Benchmark(OperationsPerInvoke = Scenarios)]
    public int Program_price() => _program.Evaluate(_inputs, _prices);

    [Benchmark(OperationsPerInvoke = Scenarios)]
    public int Program_price_and_greeks() => _program.Evaluate(_inputs, _prices, _greeks);

    [Benchmark(OperationsPerInvoke = Scenarios)]
    public int Compiled_price() => _compiled.Evaluate(_inputs, _prices);

    [Benchmark(OperationsPerInvoke = Scenarios)]
    public int Compiled_price_and_greeks() => _compiled.Evaluate(_inputs, _prices, _greeks);
}
