using System.Diagnostics;

namespace MicroGrad.Simd.Cli.Training;

/// <summary>What the steps of a training run cost.</summary>
internal sealed class StepCosts
{
    // The first steps meet unoptimised code and empty pools; they are the run's warm-up.
    private const int WarmUp = 10;

    private readonly List<long> _ticks = [];
    private readonly List<long> _bytes = [];

    /// <summary>The median step's time: the first steps of a process are slow, because their code is not compiled yet.</summary>
    public double Seconds => (double)Math.Max(1, Median(_ticks)) / Stopwatch.Frequency;

    /// <summary>Managed bytes that the median warm step allocates; null for a run that is over before it is warm.</summary>
    public long? Bytes => _bytes.Count <= WarmUp ? null : Median(_bytes.Skip(WarmUp));

    /// <summary>Runs one step and measures it.</summary>
    public TResult Measure<TResult>(Func<TResult> step)
    {
        long before = GC.GetAllocatedBytesForCurrentThread(), start = Stopwatch.GetTimestamp();
        TResult result = step();
        long ticks = Stopwatch.GetTimestamp() - start;
        long bytes = GC.GetAllocatedBytesForCurrentThread() - before;
        _bytes.Add(bytes);
        _ticks.Add(ticks);
        return result;
    }

    public static long Median(IEnumerable<long> values)
    {
        long[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
