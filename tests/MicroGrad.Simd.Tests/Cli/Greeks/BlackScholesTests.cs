using MicroGrad.Simd.Cli.Greeks;
using Xunit;

namespace MicroGrad.Simd.Tests.Cli.Greeks;

public sealed class BlackScholesTests
{
    private const int Count = 1000;
    private static readonly double[] s_inputs = [.. Market.Scenarios(Count, seed: 3)];

    [Fact]
    public void Price_and_greeks_of_the_program_are_those_of_the_closed_forms()
    {
        ValueProgram<double> program = PricePrograms.BlackScholesCall();
        double[] prices = new double[Count], greeks = new double[5 * Count];
        Assert.Equal(0, program.Evaluate(s_inputs, prices, greeks));
        for (int i = 0; i < Count; i++)
        {
            (double s, double k, double r, double v, double t) = Scenario(i);
            (double d1, double d2, double discount) = Distances(s, k, r, v, t);
            Assert.Equal(BlackScholes.Price(s, k, r, v, t, 1.0), prices[i], 1e-12);
            double[] expected =
            [
                Cumulative(d1), -discount * Cumulative(d2), k * t * discount * Cumulative(d2), s * Density(d1) * Math.Sqrt(t),
                s * Density(d1) * v / (2 * Math.Sqrt(t)) + r * k * discount * Cumulative(d2),
            ];
            for (int greek = 0; greek < 5; greek++) Assert.Equal(expected[greek], greeks[greek * Count + i], 1e-11 * Math.Max(1, Math.Abs(expected[greek])));
        }
    }

    [Fact]
    public void Gamma_vanna_and_charm_come_from_the_same_function()
    {
        ValueProgram<double> program = PricePrograms.BlackScholesDelta(gradientCount: 5);
        double[] outputs = new double[2 * Count], greeks = new double[10 * Count];
        Assert.Equal((0, 0), (program.Evaluate(s_inputs, outputs, greeks), program.GuardCount));
        for (int i = 0; i < Count; i++)
        {
            (double s, double k, double r, double v, double t) = Scenario(i);
            (double d1, double d2, _) = Distances(s, k, r, v, t);
            double root = Math.Sqrt(t), charm = Density(d1) * (2 * r * t - d2 * v * root) / (2 * t * v * root);
            Assert.Equal(Cumulative(d1), outputs[Count + i], 1e-12);
            Assert.Equal(outputs[Count + i], greeks[i], 1e-12);
            Assert.Equal(Density(d1) / (s * v * root), greeks[5 * Count + i], 1e-12);
            Assert.Equal(-Density(d1) * d2 / v, greeks[8 * Count + i], 1e-9);
            Assert.Equal(charm, greeks[9 * Count + i], 1e-9);
        }
    }

    [Fact]
    public void Calls_less_puts_are_forwards()
    {
        for (int i = 0; i < Count; i++)
        {
            (double s, double k, double r, double v, double t) = Scenario(i);
            double difference = BlackScholes.Price(s, k, r, v, t, 1.0) - BlackScholes.Price(s, k, r, v, t, -1.0);
            Assert.Equal(s - k * Math.Exp(-r * t), difference, 1e-12);
        }
    }

    private static (double S, double K, double R, double V, double T) Scenario(int i) =>
        (s_inputs[i], s_inputs[Count + i], s_inputs[2 * Count + i], s_inputs[3 * Count + i], s_inputs[4 * Count + i]);

    private static (double D1, double D2, double Discount) Distances(double s, double k, double r, double v, double t)
    {
        double d1 = (Math.Log(s / k) + (r + v * v / 2) * t) / (v * Math.Sqrt(t));
        return (d1, d1 - v * Math.Sqrt(t), Math.Exp(-r * t));
    }

    private static double Cumulative(double x) => NormalDistribution.Cumulative(x);

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);
}
