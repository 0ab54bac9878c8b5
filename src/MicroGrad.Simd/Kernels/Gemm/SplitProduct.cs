namespace MicroGrad.Simd.Kernels;

/// <summary>A large product cut into bands of rows or of columns of C, one for each thread.</summary>
/// <remarks>
/// Every band follows the plan of the whole product, so each element of C is summed in the same order whatever the number of bands:
/// the same bits come out for every number of threads.
/// </remarks>
internal readonly unsafe struct SplitProduct<T> : IParallelJob
    where T : unmanaged, INumberBase<T>
{
    // Multiply-adds. A worker that has parked takes longer to wake than a smaller product takes whole.
    private const long Threshold = 1_000_000;

    private readonly ProductPlan<T> _plan;
    private readonly int _m, _n, _k, _band;
    private readonly bool _byRows, _accumulate;
    private readonly StridedMatrix<T> _a, _b;
    private readonly T* _c, _scratch;
    private readonly nint _cStride;

    private SplitProduct(in ProductPlan<T> plan, int m, int n, int k, StridedMatrix<T> a, StridedMatrix<T> b, T* c, nint cStride,
        bool accumulate, T* scratch, int parts)
    {
        (_plan, _m, _n, _k, _a, _b, _cStride, _accumulate) = (plan, m, n, k, a, b, cStride, accumulate);
        _c = c;
        _scratch = scratch;
        _byRows = SplitsRows(plan, m, n);
        int unit = _byRows ? plan.TileRows : TileWidths<T>.Widest, units = ((_byRows ? m : n) + unit - 1) / unit;
        _band = (units + parts - 1) / parts * unit;
    }

    /// <summary>How many bands a product is worth; 1 for most.</summary>
    public static int Parts(in ProductPlan<T> plan, int m, int n, int k, int threads)
    {
        if (threads <= 1 || plan.Route != ProductRoute.Blocked || (long)m * n * k < Threshold) return 1;
        int units = SplitsRows(plan, m, n) ? m / plan.TileRows : n / TileWidths<T>.Widest;
        return Math.Clamp(units, 1, Math.Min(threads, WorkerPool.MaxThreads));
    }

    /// <summary>C = A·B, plus C itself when told. Scratch holds as many times the plan's length as there are parts.</summary>
    public static void Multiply(int parts, in ProductPlan<T> plan, int m, int n, int k, StridedMatrix<T> a, StridedMatrix<T> b,
        T* c, nint cStride, bool accumulate, T* scratch) =>
        WorkerPool.Run(parts, parts, new SplitProduct<T>(plan, m, n, k, a, b, c, cStride, accumulate, scratch, parts));

    public void Run(int part)
    {
        int start = part * _band, count = Math.Min(_band, (_byRows ? _m : _n) - start);
        if (count <= 0) return;
        T* scratch = _scratch + (nint)part * _plan.ScratchLength;
        if (_byRows) BlockedProduct<T>.Multiply(_plan, count, _n, _k, _a.From(start, 0), _b, _c + start * _cStride, _cStride, _accumulate, scratch);
        else BlockedProduct<T>.Multiply(_plan, _m, count, _k, _a, _b.From(0, start), _c + start, _cStride, _accumulate, scratch);
    }

    // Each band packs all of the operand that it shares with the others, so that should be the smaller one.
    private static bool SplitsRows(in ProductPlan<T> plan, int m, int n) => m / plan.TileRows >= n / TileWidths<T>.Widest;
}
