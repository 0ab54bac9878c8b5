namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Prices and greeks of Black and Scholes over scenarios, in plain C# and by programs.</summary>
internal static class BlackScholesRace
{
    public static Race Create(int scenarios, int threads, int seed)
    {
        double[] inputs = Market.Scenarios(scenarios, seed), prices = new double[scenarios];
        ValueProgram<double> first = PricePrograms.BlackScholesCall(), second = PricePrograms.BlackScholesDelta(BlackScholes.Greeks.Length);
        first.Threads = second.Threads = threads;
        return new Race(scenarios,
        [
            Contender.Plain(scenarios, threads, (from, to) =>
            {
                for (int i = from; i < to; i++)
                    prices[i] = BlackScholes.Price(inputs[i], inputs[scenarios + i], inputs[2 * scenarios + i], inputs[3 * scenarios + i], inputs[4 * scenarios + i], 1.0);
            }),
            .. Contender.Price(first, inputs, scenarios),
            .. Contender.Gradients(first, "price + 5 greeks", inputs, scenarios),
            .. Contender.Gradients(second, "price + 5 greeks + 5 of delta", inputs, scenarios),
        ]);
    }
}
