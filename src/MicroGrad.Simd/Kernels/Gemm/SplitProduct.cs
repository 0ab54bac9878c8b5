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
    private readonly ProductPlan<T> _plan;
    private readonly ProductOperands<T> _product;
    private readonly int _band;
    private readonly T* _scratch;
    private readonly TEpilogue _epilogue;

    private SplitProduct(int parts, in ProductPlan<T> plan, in ProductOperands<T> product, T* scratch, in TEpilogue epilogue)
    {
        _plan = plan;
        _product = product;
        _scratch = scratch;
        _epilogue = epilogue;
        int extent = plan.SplitsRows ? product.C.Rows : product.C.Columns, units = (extent + plan.BandUnit - 1) / plan.BandUnit;
        _band = (units + parts - 1) / parts * plan.BandUnit;
    }

    /// <summary>Computes C. Scratch holds as many times the plan's length as there are parts.</summary>
    public static void Multiply(int parts, in ProductPlan<T> plan, in ProductOperands<T> product, T* scratch, in TEpilogue epilogue) =>
        WorkerPool.Run(parts, parts, new SplitProduct<T, TEpilogue>(parts, plan, product, scratch, epilogue));

    public void Run(int part)
    {
        int rows = _product.C.Rows, columns = _product.C.Columns, start = part * _band;
        int count = Math.Min(_band, (_plan.SplitsRows ? rows : columns) - start);
        if (count <= 0) return;
        ProductOperands<T> band = _plan.SplitsRows ? _product.Part(start, count, 0, columns) : _product.Part(0, rows, start, count);
        BlockedProduct<T>.Multiply(_plan, band, _scratch + (nint)part * _plan.ScratchLength, _epilogue);
    }
}
