using System.Diagnostics;

namespace MicroGrad.Simd.Peers.Measuring;

/// <summary>Takes samples in turns, so that a change of the clock or a busy neighbour meets all competitors alike.</summary>
internal static class Round
{
    public static Dictionary<string, List<double>> Measure(IReadOnlyList<Competitor> competitors, Effort effort)
    {
        var samples = competitors.ToDictionary(one => one.Name, _ => new List<double>());
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < effort.Samples; i++)
        {
            if (i >= effort.Fewest && Stopwatch.GetElapsedTime(start).TotalMilliseconds > effort.Limit * competitors.Count) break;
            foreach (Competitor one in competitors) samples[one.Name].Add(one.Sample());
        }

        return samples;
    }
}
