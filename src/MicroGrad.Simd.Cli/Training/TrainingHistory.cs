using System.Diagnostics;

namespace MicroGrad.Simd.Cli.Training;

/// <summary>What the steps of a training run gave and cost.</summary>
internal sealed class TrainingHistory
{
    // The first steps meet unoptimised code and empty pools; they are the run's warm-up.
    private const int WarmUp = 10;

    private readonly List<double> _losses = [];
    private readonly List<double> _accuracies = [];
    private readonly List<long> _ticks = [];
    private readonly List<long> _bytes = [];

    public IReadOnlyList<double> Losses => _losses;

    public IReadOnlyList<double> Accuracies => _accuracies;

    /// <summary>One over the median step's time: the first steps of a process are slow, because their code is not compiled yet.</summary>
    public double StepsPerSecond => (double)Stopwatch.Frequency / Math.Max(1, Median(_ticks));

    /// <summary>Managed bytes that the median warm step allocates; null for a run that is over before it is warm.</summary>
    public long? BytesPerStep => _bytes.Count <= WarmUp ? null : Median(_bytes.Skip(WarmUp));

    /// <summary>The step since which the output has been dead; null if it is alive now.</summary>
    public int? DeadSince { get; private set; }

    /// <summary>Runs one step, measures it, and keeps what it gave.</summary>
    /// <param name="step">The step.</param>
    /// <param name="outputIsDead">Whether much of the data gets no gradient through the output.</param>
    public void Measure(Func<(double Loss, double Accuracy)> step, Func<bool> outputIsDead)
    {
        long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        (double loss, double accuracy) = step();
        long ticks = Stopwatch.GetTimestamp() - start;
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        _bytes.Add(bytes);
        _ticks.Add(ticks);
        _losses.Add(loss);
        _accuracies.Add(accuracy);
        DeadSince = outputIsDead() ? DeadSince ?? _losses.Count : null;
    }

    private static long Median(IEnumerable<long> values)
    {
        long[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
