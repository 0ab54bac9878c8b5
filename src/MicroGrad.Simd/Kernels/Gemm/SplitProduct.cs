namespace MicroGrad.Simd.Kernels;

/// <summary>A large product cut into bands of rows or of columns of C, one for each thread.</summary>
/// <remarks>
/// Every band follows the plan of the whole product, so each element of C is summed in the same order whatever the number of bands:
/// the same bits come out for every number of threads.
/// </remarks>
internal readonly unsafe struct SplitProduct<T, TEpilogue> : IParallelJob
    where T : unmanaged, INumberBase<T>
    where TEpilogue : unmanaged, IRowEpilogue<T>
{
    // Multiply-adds. A worker that has parked takes longer to wake than a smaller product takes whole.
    private const long Threshold = 1_000_000;

    private readonly ProductPlan<T> _plan;
    private readonly int _k, _band;
    private readonly bool _byRows;
    private readonly StridedMatrix<T> _a, _b;
    private readonly ResultBlock<T> _c;
    private readonly Addend<T> _addend;
    private readonly T* _scratch;
    private readonly TEpilogue _epilogue;

    private SplitProduct(int parts, in ProductPlan<T> plan, int k, StridedMatrix<T> a, StridedMatrix<T> b,
        in ResultBlock<T> c, in Addend<T> addend, T* scratch, TEpilogue epilogue)
    {
        (_plan, _k, _a, _b, _c, _addend, _epilogue) = (plan, k, a, b, c, addend, epilogue);
        _scratch = scratch;
        _byRows = SplitsRows(plan, c.Rows, c.Columns);
        int unit = _byRows ? plan.TileRows : TileWidths<T>.Widest, units = ((_byRows ? c.Rows : c.Columns) + unit - 1) / unit;
        _band = (units + parts - 1) / parts * unit;
    }

    /// <summary>How many bands a product is worth; 1 for most.</summary>
    public static int Parts(in ProductPlan<T> plan, int m, int n, int k, int threads)
    {
        threads = Math.Min(threads, WorkerPool.MaxThreads);
        if (threads <= 1 || (long)m * n * k < Threshold) return 1;
        if (plan.Route == ProductRoute.MatrixVector) return threads;
        if (plan.Route != ProductRoute.Blocked) return 1;
        int units = SplitsRows(plan, m, n) ? m / plan.TileRows : n / TileWidths<T>.Widest;
        return Math.Clamp(units, 1, threads);
    }

    /// <summary>Computes C. Scratch holds as many times the plan's length as there are parts.</summary>
    public static void Multiply(int parts, in ProductPlan<T> plan, int k, StridedMatrix<T> a, StridedMatrix<T> b,
        in ResultBlock<T> c, in Addend<T> addend, T* scratch, TEpilogue epilogue) =>
        WorkerPool.Run(parts, parts, new SplitProduct<T, TEpilogue>(parts, plan, k, a, b, c, addend, scratch, epilogue));

    public void Run(int part)
    {
        int start = part * _band, count = Math.Min(_band, (_byRows ? _c.Rows : _c.Columns) - start);
        if (count <= 0) return;
        T* scratch = _scratch + (nint)part * _plan.ScratchLength;
        if (_byRows)
            BlockedProduct<T>.Multiply(_plan, _k, _a.From(start, 0), _b, _c.Part(start, count, 0, _c.Columns), _addend.From(start, 0), scratch, _epilogue);
        else
            BlockedProduct<T>.Multiply(_plan, _k, _a, _b.From(0, start), _c.Part(0, _c.Rows, start, count), _addend.From(0, start), scratch, _epilogue);
    }

    // Each band packs all of the operand that it shares with the others, so that should be the smaller one.
    private static bool SplitsRows(in ProductPlan<T> plan, int m, int n) => m / plan.TileRows >= n / TileWidths<T>.Widest;
}
