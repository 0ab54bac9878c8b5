namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Price and sensitivities of the case under Heston as means over paths.</summary>
internal sealed class HestonSimulation(ValueProgram<double> program, int paths, int seed)
{
    private readonly Normals _normals = new(seed);
    private readonly Estimate[] _greeks = new Estimate[HestonInputs<double>.Count];
    private Estimate _price;

    public int BatchCount => (paths + HestonBatch.MostPaths - 1) / HestonBatch.MostPaths;

    public Estimate Price => _price;

    /// <summary>By each input, in the order of <see cref="Heston.Greeks"/>.</summary>
    public IReadOnlyList<Estimate> Greeks => _greeks;

    /// <summary>Evaluates the paths of one batch; batches come in order.</summary>
    public void Run(int number)
    {
        int count = Math.Min(HestonBatch.MostPaths, paths - number * HestonBatch.MostPaths);
        var batch = new HestonBatch(count, program.InputCount - HestonInputs<double>.Count);
        _normals.Fill(batch.Noise);
        double[] payoffs = new double[count], gradients = new double[count * _greeks.Length];
        program.Evaluate(batch.Rows, payoffs, gradients);
        _price.Add(payoffs);
        for (int i = 0; i < _greeks.Length; i++) _greeks[i].Add(gradients.AsSpan(i * count, count));
    }
}
