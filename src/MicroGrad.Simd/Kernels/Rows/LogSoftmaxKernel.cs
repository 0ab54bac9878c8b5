namespace MicroGrad.Simd.Kernels;

/// <summary>y = x − ln Σ e^x.</summary>
internal readonly unsafe struct LogSoftmaxKernel : IRowKernel
{
    public static RowUse Use => RowUse.WritesY;

    public static void Plain<T>(in RowSet<T> row, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = PlainRow.Largest(row.X, width), sum = T.Zero;
        for (int i = 0; i < width; i++) sum += T.Exp(row.X[i] - largest);
        T log = T.Log(sum);
        for (int i = 0; i < width; i++) row.Y[i] = row.X[i] - largest - log;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TVector, TLanes, TRows>(in RowSet<T> rows, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TRows : ILaneRows<T, TVector>
    {
        T* x = rows.X, y = rows.Y;
        TVector largest = TRows.Largest(RowTotals<T, TVector, TLanes>.Largest(x, length));
        TVector log = VectorLog<T, TVector, TLanes>.Apply(TRows.Sum(RowExp<T, TVector, TLanes>.Sum(x, largest, length)));
        nint step = RowHead<T, TVector, TLanes>.Step(length);
        for (nint i = 0; i < length; i += step, step = TLanes.Count)
            TLanes.Store(TLanes.Subtract(TLanes.Subtract(TLanes.Load(x + i), largest), log), y + i);
    }
}
