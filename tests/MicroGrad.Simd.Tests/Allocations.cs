namespace MicroGrad.Simd.Tests;

/// <summary>Counts what a warm step allocates.</summary>
internal static class Allocations
{
    private const int WarmUp = 200;
    private const int Rounds = 5;
    private const int Steps = 50;

    /// <summary>Managed bytes of fifty warm steps: the least of a few rounds, since what the step itself allocates is in all of them.</summary>
    /// <remarks>Now and then a round counts bytes that the runtime, not the step, allocates on this thread.</remarks>
    public static long Of(Action step)
    {
        for (int i = 0; i < WarmUp; i++) step();
        long least = long.MaxValue;
        for (int round = 0; round < Rounds && least != 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < Steps; i++) step();
            long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            least = Math.Min(least, allocated);
        }

        return least;
    }
}
