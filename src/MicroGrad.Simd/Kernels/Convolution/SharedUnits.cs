namespace MicroGrad.Simd.Kernels;

/// <summary>Units shared between threads, each of which takes the next few when it has done some, with scratch for every thread.</summary>
/// <remarks>
/// Shared evenly beforehand, all would wait for the thread whose processor has something else to do too. Which thread runs a unit makes no
/// difference to it, so that the same bits come out for every number of threads.
/// </remarks>
internal readonly unsafe struct SharedUnits<T, TUnits> : IParallelJob
    where T : unmanaged
    where TUnits : unmanaged, IUnits<T>
{
    // Multiply-adds from which a second thread pays.
    private const long ThreadsFrom = 1_000_000;
    private const int LineBytes = 64;
    private const int TurnsPerPart = 8;

    private readonly TUnits _units;
    private readonly T* _scratch;
    private readonly int* _taken;
    private readonly int _turn, _stride;

    private SharedUnits(in TUnits units, T* scratch, int* taken, int parts)
    {
        _units = units;
        _scratch = scratch;
        _taken = taken;
        _turn = Math.Max(1, units.Count / (parts * TurnsPerPart));
        _stride = Stride(units);
    }

    public static int Parts(in TUnits units, long work, int threads) => work < ThreadsFrom ? 1 : Math.Clamp(units.Count, 1, threads);

    /// <summary>Elements of scratch that so many parts need.</summary>
    public static int ScratchLength(in TUnits units, int parts) => checked(parts * Stride(units));

    public static void Run(in TUnits units, int parts, T* scratch)
    {
        int taken = 0;
        WorkerPool.Run(parts, parts, new SharedUnits<T, TUnits>(units, scratch, &taken, parts));
    }

    public void Run(int part)
    {
        for (int end; (end = Interlocked.Add(ref *_taken, _turn)) - _turn < _units.Count;)
            for (int unit = end - _turn; unit < Math.Min(end, _units.Count); unit++) _units.Run(unit, _scratch + (nint)part * _stride);
    }

    private static int Stride(in TUnits units) => (units.ScratchLength * sizeof(T) + LineBytes - 1) / LineBytes * LineBytes / sizeof(T);
}
