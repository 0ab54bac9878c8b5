namespace MicroGrad.Simd.Kernels;

/// <summary>dx += dy e^(x − c0 − c1), where c0 and c1 are the columns of <see cref="LogSumExpKernel"/>. Y is dx and the third column is dy.</summary>
internal readonly unsafe struct LogSumExpVjp : IRowKernel
{
    public static RowUse Use => RowUse.ReadsY | RowUse.WritesY | RowUse.ReadsColumns;

    public static int Columns => 3;

    public static void Plain<T>(in RowSet<T> row, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int i = 0; i < width; i++) row.Y[i] += *row.C2 * T.Exp(row.X[i] - *row.C0 - *row.C1);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TVector, TLanes, TRows>(in RowSet<T> rows, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TRows : ILaneRows<T, TVector>
    {
        T* x = rows.X, dx = rows.Y;
        TVector shift = TRows.LoadColumn(rows.C0), log = TRows.LoadColumn(rows.C1), dy = TRows.LoadColumn(rows.C2);
        TVector all = RowHead<T, TVector, TLanes>.Lanes(TLanes.Count);
        nint step = RowHead<T, TVector, TLanes>.Step(length);
        TVector lanes = RowHead<T, TVector, TLanes>.Lanes(step);
        for (nint i = 0; i < length; i += step, step = TLanes.Count, lanes = all)
        {
            TVector p = VectorExp<T, TVector, TLanes>.OfNotHigh(TLanes.Subtract(TLanes.Subtract(TLanes.Load(x + i), shift), log));
            TVector before = TLanes.Load(dx + i);
            TLanes.Store(TLanes.Select(lanes, TLanes.MultiplyAdd(dy, p, before), before), dx + i);
        }
    }
}
