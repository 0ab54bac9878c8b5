using System.Diagnostics;

namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>Times contenders in turn, round after round, so that whatever else the machine does falls on all of them. The first one is the measure.</summary>
internal sealed class Race(int scenarios, params IReadOnlyList<Contender> contenders)
{
    private readonly List<double>[] _times = [.. contenders.Select(_ => new List<double>())];
    private readonly int[] _retraced = new int[contenders.Count];

    public IReadOnlyList<Contender> Contenders => contenders;

    /// <summary>Scenarios that some contender computed one by one.</summary>
    public int Retraced => _retraced.Max();

    /// <summary>Runs everyone once without taking times.</summary>
    public void WarmUp()
    {
        for (int i = 0; i < contenders.Count; i++) _retraced[i] = contenders[i].Run();
    }

    public void Round()
    {
        for (int i = 0; i < contenders.Count; i++)
        {
            long start = Stopwatch.GetTimestamp();
            contenders[i].Run();
            _times[i].Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / scenarios);
        }
    }

    /// <summary>Nanoseconds for a scenario, the median of the rounds.</summary>
    public double Time(int contender)
    {
        double[] sorted = [.. _times[contender].Order()];
        return sorted[sorted.Length / 2];
    }

    /// <summary>The time as a multiple of the first contender's.</summary>
    public double Ratio(int contender) => Time(contender) / Time(0);
}
