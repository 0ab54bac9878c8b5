using System.Runtime.CompilerServices;

namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Generic prices as programs.</summary>
internal static class PricePrograms
{
    /// <summary>A call under Black and Scholes, and its derivatives by all inputs.</summary>
    public static ValueProgram<double> BlackScholesCall() =>
        ValueProgram<double>.Record(BlackScholes.Greeks.Length, x => BlackScholes.Call<Value<double>>(x));

    /// <summary>The same with delta as a second result, so that the gradients hold gamma, vanna and charm too.</summary>
    public static ValueProgram<double> BlackScholesDelta(int gradientCount) =>
        WithSlope(BlackScholes.Greeks.Length, gradientCount, x => BlackScholes.Call<Dual<Value<double>>>(x));

    /// <summary>One path of a call under Heston, and its derivatives by all but the noise, which stands behind the inputs that have a name.</summary>
    public static ValueProgram<double> HestonPath(int steps) =>
        ValueProgram<double>.Record(
            HestonInputs<double>.Count + 2 * steps,
            x => Heston.Payoff(new HestonInputs<Value<double>>(x), x.AsSpan(HestonInputs<double>.Count)),
            HestonInputs<double>.Count,
            HestonPoint(2 * steps));

    /// <summary>The price of a path of variance and its delta, to be differentiated by the spot.</summary>
    public static ValueProgram<double> HestonDelta(int steps) =>
        WithSlope(
            HestonInputs<double>.Count + steps,
            1,
            x => Heston.ConditionalPrice(new HestonInputs<Dual<Value<double>>>(x), x.AsSpan(HestonInputs<double>.Count)),
            HestonPoint(steps));

    /// <summary>The program compiled, where the runtime can.</summary>
    public static ValueProgram<double> Compiled(ValueProgram<double> program) => RuntimeFeature.IsDynamicCodeSupported ? program.Compile() : program;

    /// <summary>A function and its slope by the first input: forward mode inside of what is recorded, reverse mode over it.</summary>
    private static ValueProgram<double> WithSlope(
        int inputCount, int gradientCount, Func<Dual<Value<double>>[], Dual<Value<double>>> function, ReadOnlySpan<double> at = default) =>
        ValueProgram<double>.Record(
            inputCount,
            x =>
            {
                Dual<Value<double>>[] duals = Array.ConvertAll(x, value => (Dual<Value<double>>)value);
                duals[0] = new(x[0], 1.0);
                Dual<Value<double>> y = function(duals);
                return [y.Value, y.Tangent];
            },
            gradientCount,
            at);

    private static double[] HestonPoint(int noise) => [.. Market.Heston, .. new double[noise]];
}
