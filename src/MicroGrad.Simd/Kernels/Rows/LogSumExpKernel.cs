namespace MicroGrad.Simd.Kernels;

/// <summary>In two columns, whose sum is ln Σ e^x: the maximum of each row, or 0 where that is infinite, and ln Σ e^(x − maximum).</summary>
internal readonly unsafe struct LogSumExpKernel : IRowKernel
{
    public static RowUse Use => RowUse.WritesColumns;

    public static void Plain<T>(in RowSet<T> row, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T largest = PlainRow.Largest(row.X, width), sum = T.Zero;
        if (T.IsInfinity(largest)) largest = T.Zero;
        for (int i = 0; i < width; i++) sum += T.Exp(row.X[i] - largest);
        (*row.C0, *row.C1) = (largest, T.Log(sum));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TVector, TLanes, TRows>(in RowSet<T> rows, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TRows : ILaneRows<T, TVector>
    {
        TVector largest = TRows.Largest(RowTotals<T, TVector, TLanes>.Largest(rows.X, length));
        TVector infinite = TLanes.EqualTo(TLanes.Abs(largest), TLanes.Constant(double.PositiveInfinity));
        TVector shift = TLanes.Select(infinite, TLanes.Zero, largest);
        TVector sum = TRows.Sum(RowExp<T, TVector, TLanes>.Sum(rows.X, shift, length));
        TRows.StoreColumn(shift, rows.C0);
        TRows.StoreColumn(VectorLog<T, TVector, TLanes>.Apply(sum), rows.C1);
    }
}
