using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <summary>The mean and the variance of every channel, followed over training batches for use afterwards.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Source: S. Ioffe and C. Szegedy, "Batch Normalization", arXiv:1502.03167, 2015. The means start at 0 and the variances at 1.</remarks>
public sealed class RunningStatistics<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _mean, _variance;

    /// <summary>Makes the statistics of so many channels.</summary>
    /// <param name="channels">At least 1.</param>
    /// <param name="momentum">The weight of a new batch, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel, or the momentum lies outside [0, 1].</exception>
    public RunningStatistics(int channels, double momentum = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        if (!(momentum >= 0 && momentum <= 1)) throw new ArgumentOutOfRangeException(nameof(momentum), $"RunningStatistics: the momentum is {momentum}. It must lie in [0, 1].");
        Momentum = momentum;
        _mean = new T[channels];
        _variance = new T[channels];
        _variance.AsSpan().Fill(T.One);
        Rule = new BatchNormRule<T>(this);
    }

    /// <summary>The weight of a new batch.</summary>
    public double Momentum { get; }

    /// <summary>The mean of each channel.</summary>
    public Span<T> Mean => _mean;

    /// <summary>The variance of each channel, as an estimate for all data: the sum of squares over n − 1.</summary>
    public Span<T> Variance => _variance;

    internal BatchNormRule<T> Rule { get; }

    /// <summary>Moves towards a batch of <paramref name="count"/> elements for each channel; its variances divide by that number.</summary>
    internal void Follow(ReadOnlySpan<T> mean, ReadOnlySpan<T> variance, long count)
    {
        T part = T.CreateChecked(Momentum), unbiased = part * T.CreateChecked(count) / T.CreateChecked(Math.Max(1, count - 1));
        for (int c = 0; c < _mean.Length; c++)
        {
            _mean[c] += part * (mean[c] - _mean[c]);
            _variance[c] = (T.One - part) * _variance[c] + unbiased * variance[c];
        }
    }
}
