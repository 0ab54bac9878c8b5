using System.Globalization;

namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>The mean of independent samples, and how far it may be off. B. P. Welford, Note on a method for calculating corrected sums of squares and products (1962).</summary>
internal struct Estimate
{
    private long _count;
    private double _squares;

    public double Mean { get; private set; }

    /// <summary>The standard error of the mean; NaN for fewer than two samples.</summary>
    public readonly double Error => _count < 2 ? double.NaN : Math.Sqrt(_squares / (_count - 1) / _count);

    public void Add(ReadOnlySpan<double> samples)
    {
        foreach (double sample in samples)
        {
            double before = sample - Mean;
            Mean += before / ++_count;
            _squares += before * (sample - Mean);
        }
    }

    public override readonly string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:F4} ± {Error:F4}");
}
