namespace MicroGrad.Simd.Kernels;

/// <summary>Units shared out evenly between threads, with scratch for each of them.</summary>
/// <remarks>Which thread runs a unit makes no difference to it, so that the same bits come out for every number of threads.</remarks>
internal readonly unsafe struct SharedUnits<T, TUnits> : IParallelJob
    where T : unmanaged
    where TUnits : unmanaged, IUnits<T>
{
    // Multiply-adds from which a second thread pays.
    private const long ThreadsFrom = 1_000_000;
    private const int LineBytes = 64;

    private readonly TUnits _units;
    private readonly T* _scratch;
    private readonly int _parts, _stride;

    private SharedUnits(in TUnits units, T* scratch, int parts, int stride)
    {
        _units = units;
        _scratch = scratch;
        _parts = parts;
        _stride = stride;
    }

    public static int Parts(in TUnits units, long work, int threads) => work < ThreadsFrom ? 1 : Math.Clamp(units.Count, 1, threads);

    /// <summary>Elements of scratch that so many parts need.</summary>
    public static int ScratchLength(in TUnits units, int parts) => checked(parts * Stride(units));

    public static void Run(in TUnits units, int parts, T* scratch) =>
        WorkerPool.Run(parts, parts, new SharedUnits<T, TUnits>(units, scratch, parts, Stride(units)));

    public void Run(int part)
    {
        int first = (int)((long)part * _units.Count / _parts), end = (int)((part + 1L) * _units.Count / _parts);
        for (int unit = first; unit < end; unit++) _units.Run(unit, _scratch + (nint)part * _stride);
    }

    private static int Stride(in TUnits units) => (units.ScratchLength * sizeof(T) + LineBytes - 1) / LineBytes * LineBytes / sizeof(T);
}
