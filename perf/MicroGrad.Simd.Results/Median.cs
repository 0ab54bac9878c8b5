namespace MicroGrad.Simd.Results;

public static class Median
{
    /// <summary>The median of samples; NaN of none.</summary>
    public static double Of(IEnumerable<double> samples)
    {
        double[] sorted = [.. samples.Order()];
        return sorted.Length == 0 ? double.NaN : (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
