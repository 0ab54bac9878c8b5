namespace MicroGrad.Simd.Catalogue.Tests;

/// <summary>Counts what a warm step allocates.</summary>
internal static class Warm
{
    /// <summary>Managed bytes of fifty steps, the least of a few rounds: the runtime itself allocates now and then.</summary>
    public static long Allocated(Action step)
    {
        for (int i = 0; i < 200; i++) step();
        long least = long.MaxValue;
        for (int round = 0; round < 5 && least != 0; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 50; i++) step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
