namespace MicroGrad.Simd.Testing.Graphs;

/// <summary>Keeps results and their slopes moderate, so that differences see them.</summary>
internal static class Scaling
{
    /// <summary>How far the leaves are moved to see how steep a result is.</summary>
    public const double Nearby = 1e-5;

    private const double MostSize = 2, MostSlope = 10;

    /// <summary>What to multiply a result with: 1 where it is moderate, 0 where it is not finite and so of no use.</summary>
    /// <param name="here">The result.</param>
    /// <param name="near">The result for leaves that are moved a little.</param>
    public static double Of(ReadOnlySpan<double> here, ReadOnlySpan<double> near)
    {
        double factor = 1;
        for (int i = 0; i < here.Length; i++)
        {
            double slope = Math.Abs(near[i] - here[i]) / Nearby, most = Math.Min(MostSize / Math.Abs(here[i]), MostSlope / slope);
            if (!double.IsFinite(here[i]) || !double.IsFinite(near[i])) return 0;
            factor = Math.Min(factor, most);
        }

        return factor;
    }
}
