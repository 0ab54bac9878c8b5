namespace MicroGrad.Simd.Kernels;

/// <summary>dx += dy − e^y Σ dy for y = ln softmax x. X is dy, Other is y, Y is dx.</summary>
internal readonly unsafe struct LogSoftmaxVjp : IRowKernel
{
    public static RowUse Use => RowUse.ReadsOther | RowUse.ReadsY | RowUse.WritesY;

    public static void Plain<T>(in RowSet<T> row, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < width; i++) sum += row.X[i];
        for (int i = 0; i < width; i++) row.Y[i] += row.X[i] - T.Exp(row.Other[i]) * sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TVector, TLanes, TRows>(in RowSet<T> rows, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TRows : ILaneRows<T, TVector>
    {
        T* dy = rows.X, y = rows.Other, dx = rows.Y;
        TVector less = TLanes.Negate(TRows.Sum(RowTotals<T, TVector, TLanes>.Sum(dy, length)));
        TVector all = RowHead<T, TVector, TLanes>.Lanes(TLanes.Count);
        nint step = RowHead<T, TVector, TLanes>.Step(length);
        TVector lanes = RowHead<T, TVector, TLanes>.Lanes(step);
        for (nint i = 0; i < length; i += step, step = TLanes.Count, lanes = all)
        {
            TVector slope = TLanes.MultiplyAdd(VectorExp<T, TVector, TLanes>.OfNotHigh(TLanes.Load(y + i)), less, TLanes.Load(dy + i));
            TVector before = TLanes.Load(dx + i);
            TLanes.Store(TLanes.Select(lanes, TLanes.Add(before, slope), before), dx + i);
        }
    }
}
