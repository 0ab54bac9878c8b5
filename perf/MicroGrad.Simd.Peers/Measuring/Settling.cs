using System.Diagnostics;
using System.Runtime;

namespace MicroGrad.Simd.Peers.Measuring;

/// <summary>Tells whether a warm-up has to go on: for its time, and then until the JIT rests.</summary>
/// <remarks>
/// The JIT works on a thread of its own, and a case that computes with as many threads as there are processors shares one of them with it.
/// Where the threads of a library share the work evenly beforehand, one that is held up halves the speed of all.
/// </remarks>
internal sealed class Settling(Effort effort)
{
    // More than the calls after which the JIT optimises a method; a slow case gets four times the time for them.
    private const int SettledCalls = 60;

    // Without a new method for so long, and after so long in any case; of the time of a warm-up.
    private const double Rest = 0.5, Most = 20;

    private readonly long _start = Stopwatch.GetTimestamp();
    private long _lastChange = Stopwatch.GetTimestamp();
    private long _methods = JitInfo.GetCompiledMethodCount();

    public bool GoesOn(long calls)
    {
        double elapsed = Stopwatch.GetElapsedTime(_start).TotalMilliseconds / effort.WarmUp;
        if (JitInfo.GetCompiledMethodCount() is var methods && methods != _methods)
        {
            _methods = methods;
            _lastChange = Stopwatch.GetTimestamp();
        }

        bool rests = Stopwatch.GetElapsedTime(_lastChange).TotalMilliseconds > Rest * effort.WarmUp;
        return elapsed < (calls < SettledCalls ? 4 : 1) || (!rests && elapsed < Most);
    }
}
