using System.Numerics;

namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>A call on a share of random variance, path by path: S. L. Heston, A closed-form solution for options with stochastic volatility (1993).</summary>
/// <remarks>
/// Steps in time are Euler's with full truncation: where variance falls below 0, what follows sees none. R. Lord, R. Koekkoek and D. van Dijk,
/// A comparison of biased simulation schemes for stochastic volatility models (2010). No variance is taken for <see cref="LeastVariance"/>
/// rather than 0, where the root would have no slope.
/// </remarks>
internal static class Heston
{
    private const double LeastVariance = 1e-8;

    public static readonly string[] Greeks = ["delta", "by strike", "rho", "by time", "by variance now", "by reversion", "by mean variance", "by vol of variance", "by correlation"];

    /// <summary>What a call pays at the end of one path, discounted.</summary>
    /// <param name="model">The call and the model.</param>
    /// <param name="noise">Two standard normals for each step: that of the variance, and the part of the share's that is independent of it.</param>
    public static T Payoff<T>(in HestonInputs<T> model, ReadOnlySpan<T> noise) where T : IFloatingPointIeee754<T>
    {
        T step = model.Time / T.CreateChecked(noise.Length / 2), rootStep = T.Sqrt(step), half = T.CreateChecked(0.5);
        T ownNoise = T.Sqrt(T.One - model.Correlation * model.Correlation);
        T variance = model.Variance, growth = model.Rate * model.Time;
        for (int i = 0; i < noise.Length; i += 2)
        {
            T seen = T.Max(variance, T.CreateChecked(LeastVariance)), deviation = T.Sqrt(seen) * rootStep;
            growth += deviation * (model.Correlation * noise[i] + ownNoise * noise[i + 1]) - half * seen * step;
            variance += model.Reversion * (model.Mean - seen) * step + model.VolatilityOfVariance * deviation * noise[i];
        }

        return T.Exp(-model.Rate * model.Time) * T.Max(model.Spot * T.Exp(growth) - model.Strike, T.Zero);
    }

    /// <summary>The mean of <see cref="Payoff"/> over the share's own noise, for one path of variance: a price of Black and Scholes.</summary>
    /// <param name="model">The call and the model; its correlation is not ±1.</param>
    /// <param name="noise">The variance's standard normal of each step.</param>
    /// <remarks>
    /// Smooth in the spot, so that it has a second derivative path by path, which the payoff with its kink has not.
    /// M. Romano and N. Touzi, Contingent claims and market completeness in a stochastic volatility model (1997).
    /// </remarks>
    public static T ConditionalPrice<T>(in HestonInputs<T> model, ReadOnlySpan<T> noise) where T : IFloatingPointIeee754<T>
    {
        T step = model.Time / T.CreateChecked(noise.Length), rootStep = T.Sqrt(step), half = T.CreateChecked(0.5);
        T variance = model.Variance, sum = T.Zero, moved = T.Zero;
        for (int i = 0; i < noise.Length; i++)
        {
            T seen = T.Max(variance, T.CreateChecked(LeastVariance)), deviation = T.Sqrt(seen) * rootStep;
            sum += seen;
            moved += deviation * noise[i];
            variance += model.Reversion * (model.Mean - seen) * step + model.VolatilityOfVariance * deviation * noise[i];
        }

        // Per year: what is left of the variance, and the share's spot as that noise has moved it.
        T mean = sum / T.CreateChecked(noise.Length), correlation = model.Correlation;
        T spot = model.Spot * T.Exp(correlation * (moved - half * correlation * mean * model.Time));
        T volatility = T.Sqrt((T.One - correlation * correlation) * mean);
        return BlackScholes.Price(spot, model.Strike, model.Rate, volatility, model.Time, T.One);
    }
}
