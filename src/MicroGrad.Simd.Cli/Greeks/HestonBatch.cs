namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Paths that are evaluated together: a row for each input, with the same number for every path, and a row for each normal.</summary>
internal sealed class HestonBatch
{
    /// <summary>Enough to keep lanes and threads busy, few enough that many steps do not need gigabytes.</summary>
    public const int MostPaths = 4096;

    private readonly int _paths;

    public HestonBatch(int paths, int noisePerPath)
    {
        _paths = paths;
        Rows = new double[(HestonInputs<double>.Count + noisePerPath) * paths];
        for (int input = 0; input < HestonInputs<double>.Count; input++) Set(input, Market.Heston[input]);
    }

    public double[] Rows { get; }

    public Span<double> Noise => Rows.AsSpan(HestonInputs<double>.Count * _paths);

    public void Set(int input, double value) => Rows.AsSpan(input * _paths, _paths).Fill(value);
}
