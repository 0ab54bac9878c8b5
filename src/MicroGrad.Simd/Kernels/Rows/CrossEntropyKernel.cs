namespace MicroGrad.Simd.Kernels;

/// <summary>y = e^x / Σ e^x, and in two columns the maximum of each row and ln Σ e^(x − maximum).</summary>
internal readonly unsafe struct CrossEntropyKernel : IRowKernel
{
    public static RowUse Use => RowUse.WritesY | RowUse.WritesColumns;

    public static void Plain<T>(in RowSet<T> row, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        SoftmaxKernel.Plain(row, width, out *row.C0, out T sum);
        *row.C1 = T.Log(sum);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TVector, TLanes, TRows>(in RowSet<T> rows, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TRows : ILaneRows<T, TVector>
    {
        SoftmaxKernel.Softmax<T, TVector, TLanes, TRows>(rows, length, out TVector largest, out TVector sum);
        TRows.StoreColumn(largest, rows.C0);
        TRows.StoreColumn(VectorLog<T, TVector, TLanes>.Apply(sum), rows.C1);
    }
}
