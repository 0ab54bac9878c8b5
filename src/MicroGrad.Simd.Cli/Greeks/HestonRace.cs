namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Payoffs of paths under Heston and their sensitivities, in plain C# and by programs.</summary>
internal static class HestonRace
{
    public static Race Create(ValueProgram<double> program, int paths, int steps, int seed)
    {
        var batch = new HestonBatch(paths, 2 * steps);
        new Normals(seed).Fill(batch.Noise);
        double[] inputs = batch.Rows, payoffs = new double[paths], noise = PathByPath(batch.Noise, paths);
        var model = new HestonInputs<double>(Market.Heston);
        return new Race(paths,
        [
            Contender.Plain(paths, program.Threads, (from, to) =>
            {
                for (int path = from; path < to; path++) payoffs[path] = Heston.Payoff<double>(model, noise.AsSpan(path * 2 * steps, 2 * steps));
            }),
            .. Contender.Price(program, inputs, paths),
            .. Contender.Gradients(program, $"price + {HestonInputs<double>.Count} greeks", inputs, paths),
        ]);
    }

    /// <summary>What a plain loop would keep: the normals of a path side by side.</summary>
    private static double[] PathByPath(ReadOnlySpan<double> rows, int paths)
    {
        var noise = new double[rows.Length];
        int perPath = rows.Length / paths;
        for (int i = 0; i < rows.Length; i++) noise[i % paths * perPath + i / paths] = rows[i];
        return noise;
    }
}
