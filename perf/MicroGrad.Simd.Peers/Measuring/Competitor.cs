using System.Diagnostics;
using MicroGrad.Simd.Peers.Cases;

namespace MicroGrad.Simd.Peers.Measuring;

/// <summary>One library's side of a case while it is measured.</summary>
internal sealed class Competitor(string name, Work work)
{
    private long _callsPerSample = 1;

    public string Name { get; } = name;

    public Work Work { get; } = work;

    /// <summary>Runs until the JIT and the library have settled, and finds out how many calls make a sample.</summary>
    public void WarmUp(Effort effort)
    {
        var settling = new Settling(effort);
        long calls = 0;
        while (calls < 2 || settling.GoesOn(calls))
        {
            Work.Run();
            calls++;
        }

        // From the second half alone, since the first calls are the slow ones.
        long timed = Math.Max(1, calls / 2);
        long start = Stopwatch.GetTimestamp(), done = 0;
        while (done < timed && (done == 0 || Stopwatch.GetElapsedTime(start).TotalMilliseconds < effort.Sample))
        {
            Work.Run();
            done++;
        }

        double perCall = Stopwatch.GetElapsedTime(start).TotalMilliseconds / done;
        _callsPerSample = Math.Max(1, (long)Math.Ceiling(effort.Sample / perCall));
    }

    /// <summary>Managed bytes that a warm call allocates on all threads, rounded up.</summary>
    public long BytesPerCall()
    {
        const int calls = 20;
        long before = GC.GetTotalAllocatedBytes(precise: true);
        for (int i = 0; i < calls; i++) Work.Run();
        long allocated = GC.GetTotalAllocatedBytes(precise: true) - before;
        return (allocated + calls - 1) / calls;
    }

    /// <summary>Nanoseconds of one call, averaged over one sample.</summary>
    public double Sample()
    {
        Action run = Work.Run;
        long start = Stopwatch.GetTimestamp();
        for (long i = 0; i < _callsPerSample; i++) run();
        return Stopwatch.GetElapsedTime(start).TotalNanoseconds / _callsPerSample;
    }
}
