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
    private long _warmBytes;

    public IReadOnlyList<double> Losses => _losses;

    public IReadOnlyList<double> Accuracies => _accuracies;

    /// <summary>One over the median step's time: the first steps of a process are slow, because their code is not compiled yet.</summary>
    public double StepsPerSecond => (double)Stopwatch.Frequency / Math.Max(1, _ticks.Order().ElementAt(_ticks.Count / 2));

    /// <summary>Managed bytes that a step allocates once it is warm; null for a run that is over before that.</summary>
    public double? BytesPerStep => _losses.Count <= WarmUp ? null : (double)_warmBytes / (_losses.Count - WarmUp);

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
        if (_losses.Count >= WarmUp) _warmBytes += bytes;
        _ticks.Add(ticks);
        _losses.Add(loss);
        _accuracies.Add(accuracy);
        DeadSince = outputIsDead() ? DeadSince ?? _losses.Count : null;
    }
}
