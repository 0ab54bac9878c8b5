using System.Numerics;

namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>European options on a share that pays no dividend: F. Black and M. Scholes, The pricing of options and corporate liabilities (1973).</summary>
internal static class BlackScholes
{
    /// <summary>What the inputs are called in a list of sensitivities, in the order of <see cref="Price"/>.</summary>
    public static readonly string[] Greeks = ["delta", "by strike", "rho", "vega", "by time"];

    /// <summary>The price of a call, or with a sign of −1 of a put.</summary>
    /// <param name="spot">Above 0.</param>
    /// <param name="strike">Above 0.</param>
    /// <param name="rate">Per year, continuously compounded.</param>
    /// <param name="volatility">Per root of a year, above 0.</param>
    /// <param name="time">Years to expiry, above 0.</param>
    /// <param name="sign">1 or −1.</param>
    public static T Price<T>(T spot, T strike, T rate, T volatility, T time, T sign) where T : IFloatingPointIeee754<T>
    {
        T deviation = volatility * T.Sqrt(time), discounted = strike * T.Exp(-rate * time);
        T above = T.Log(spot / discounted) / deviation + T.CreateChecked(0.5) * deviation;
        return sign * (spot * NormalDistribution.Cumulative(sign * above) - discounted * NormalDistribution.Cumulative(sign * (above - deviation)));
    }

    /// <summary>The price of a call with inputs in a list: spot, strike, rate, volatility, time.</summary>
    public static T Call<T>(ReadOnlySpan<T> x) where T : IFloatingPointIeee754<T> => Price(x[0], x[1], x[2], x[3], x[4], T.One);
}
