namespace MicroGrad.Simd.Kernels;

/// <summary>dx += c2 (x − c0 − c1), where c0 and c1 are a mean in two parts. Y is dx.</summary>
internal readonly unsafe struct DistanceVjp : IRowKernel
{
    public static RowUse Use => RowUse.ReadsY | RowUse.WritesY | RowUse.ReadsColumns;

    public static int Columns => 3;

    public static bool PrefersTiles => false;

    public static void Plain<T>(in RowSet<T> row, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < width; i++) row.Y[i] += *row.C2 * (row.X[i] - *row.C0 - *row.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TVector, TLanes, TRows>(in RowSet<T> rows, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TRows : ILaneRows<T, TVector>
    {
        T* x = rows.X, dx = rows.Y;
        TVector mean = TRows.LoadColumn(rows.C0), rest = TRows.LoadColumn(rows.C1), factor = TRows.LoadColumn(rows.C2);
        nint step = RowHead<T, TVector, TLanes>.Step(length);
        TVector shared = RowHead<T, TVector, TLanes>.Shared(step);
        for (nint i = 0; i < length; i += step, step = TLanes.Count, shared = TLanes.Zero)
        {
            TVector distance = TLanes.Subtract(TLanes.Subtract(TLanes.Load(x + i), mean), rest), before = TLanes.Load(dx + i);
            TLanes.Store(TLanes.Select(shared, before, TLanes.MultiplyAdd(factor, distance, before)), dx + i);
        }
    }
}
