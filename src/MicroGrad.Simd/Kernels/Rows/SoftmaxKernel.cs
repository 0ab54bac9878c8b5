namespace MicroGrad.Simd.Kernels;

/// <summary>y = e^x / Σ e^x.</summary>
internal readonly unsafe struct SoftmaxKernel : IRowKernel
{
    public static RowUse Use => RowUse.WritesY;

    public static void Plain<T>(in RowSet<T> row, int width) where T : unmanaged, IFloatingPointIeee754<T> => Plain(row, width, out _, out _);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TVector, TLanes, TRows>(in RowSet<T> rows, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TRows : ILaneRows<T, TVector> => Softmax<T, TVector, TLanes, TRows>(rows, length, out _, out _);

    /// <summary>The same; gives the maximum of the row and Σ e^(x − maximum).</summary>
    public static void Plain<T>(in RowSet<T> row, int width, out T largest, out T sum) where T : unmanaged, IFloatingPointIeee754<T>
    {
        (largest, sum) = (PlainRow.Largest(row.X, width), T.Zero);
        for (int i = 0; i < width; i++) sum += row.Y[i] = T.Exp(row.X[i] - largest);
        for (int i = 0; i < width; i++) row.Y[i] /= sum;
    }

    /// <inheritdoc cref="Plain{T}(in RowSet{T}, int, out T, out T)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Softmax<T, TVector, TLanes, TRows>(in RowSet<T> rows, nint length, out TVector largest, out TVector sum)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TRows : ILaneRows<T, TVector>
    {
        T* y = rows.Y;
        largest = TRows.Largest(RowTotals<T, TVector, TLanes>.Largest(rows.X, length));
        sum = TRows.Sum(RowExp<T, TVector, TLanes>.SumStored(rows.X, largest, y, length));
        TVector scale = TLanes.Divide(TLanes.Constant(1), sum);

        // Before anything is written, since the last vector overlaps the one before it.
        TVector last = TLanes.Multiply(TLanes.Load(y + length - TLanes.Count), scale);
        for (nint i = 0; i < length - TLanes.Count; i += TLanes.Count) TLanes.Store(TLanes.Multiply(TLanes.Load(y + i), scale), y + i);
        TLanes.Store(last, y + length - TLanes.Count);
    }
}
