namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>The case that tables and pictures show: a call at the money, a year from expiry, and two models of equal mean variance.</summary>
internal static class Market
{
    public const double Spot = 100, Strike = 100, Rate = 0.02, Volatility = 0.2, Time = 1;

    /// <summary>Inputs of <see cref="BlackScholes.Call"/>.</summary>
    public static readonly double[] BlackScholes = [Spot, Strike, Rate, Volatility, Time];

    /// <summary>Inputs of <see cref="HestonInputs{T}"/>; falling prices come with rising variance.</summary>
    public static readonly double[] Heston = [Spot, Strike, Rate, Time, Volatility * Volatility, 2, Volatility * Volatility, 0.3, -0.7];

    /// <summary>Draws scenarios round the case: a row for each input of <see cref="BlackScholes.Call"/>.</summary>
    public static double[] Scenarios(int count, int seed)
    {
        var random = new Random(seed);
        (double Low, double High)[] ranges = [(60, 150), (80, 120), (-0.01, 0.06), (0.05, 0.6), (0.05, 3)];
        return [.. ranges.SelectMany(range => Enumerable.Range(0, count).Select(_ => range.Low + (range.High - range.Low) * random.NextDouble()))];
    }
}
