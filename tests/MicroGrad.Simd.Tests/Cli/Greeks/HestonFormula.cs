using System.Numerics;
using MicroGrad.Simd.Cli.Greeks;

namespace MicroGrad.Simd.Tests.Cli.Greeks;

/// <summary>The price of a call under Heston from the characteristic function of the logarithm of the share.</summary>
/// <remarks>
/// The integral is that of A. Lewis, Option valuation under stochastic volatility (2000); the characteristic function is in the form without
/// jumps of its branch: H. Albrecher, P. Mayer, W. Schoutens and J. Tistaert, The little Heston trap (2007).
/// </remarks>
internal static class HestonFormula
{
    public static double Call(HestonInputs<double> m)
    {
        const double end = 400;
        const int parts = 40_000;
        double forward = Math.Log(m.Spot / m.Strike) + m.Rate * m.Time, sum = Integrand(0) + Integrand(end);
        for (int i = 1; i < parts; i++) sum += (i % 2 == 0 ? 2 : 4) * Integrand(end * i / parts);
        return m.Spot - Math.Sqrt(m.Spot * m.Strike) * Math.Exp(-m.Rate * m.Time / 2) / Math.PI * sum * end / parts / 3;

        double Integrand(double u) =>
            (Complex.Exp(new Complex(0, u * forward)) * Characteristic(m, new Complex(u, -0.5))).Real / (u * u + 0.25);
    }

    private static Complex Characteristic(HestonInputs<double> m, Complex u)
    {
        double square = m.VolatilityOfVariance * m.VolatilityOfVariance;
        Complex iu = Complex.ImaginaryOne * u, b = m.Reversion - m.Correlation * m.VolatilityOfVariance * iu;
        Complex d = Complex.Sqrt(b * b + square * (iu + u * u)), g = (b - d) / (b + d), decay = Complex.Exp(-d * m.Time);
        Complex drift = m.Reversion * m.Mean / square * ((b - d) * m.Time - 2 * Complex.Log((1 - g * decay) / (1 - g)));
        return Complex.Exp(drift + m.Variance * (b - d) / square * (1 - decay) / (1 - g * decay));
    }
}
