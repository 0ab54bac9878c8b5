namespace MicroGrad.Simd.Kernels;

/// <summary>dx += y (dy − Σ dy y) for y = softmax x. X is dy, Other is y, Y is dx.</summary>
internal readonly unsafe struct SoftmaxVjp : IRowKernel
{
    public static RowUse Use => RowUse.ReadsOther | RowUse.ReadsY | RowUse.WritesY;

    // Three operands to transpose and no function to share between rows: half the time at widths 8 to 15.
    public static bool PrefersTiles => false;

    public static void Plain<T>(in RowSet<T> row, int width) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T dot = T.Zero;
        for (int i = 0; i < width; i++) dot += row.X[i] * row.Other[i];
        for (int i = 0; i < width; i++) row.Y[i] += row.Other[i] * (row.X[i] - dot);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TVector, TLanes, TRows>(in RowSet<T> rows, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TRows : ILaneRows<T, TVector>
    {
        T* dy = rows.X, y = rows.Other, dx = rows.Y;
        TVector dot = TRows.Sum(LaneFold<T, TVector, TLanes>.Dot(dy, y, length));

        // Before anything is written, since the last vector overlaps the one before it.
        nint end = length - TLanes.Count;
        TVector last = Sum<T, TVector, TLanes>(dy + end, y + end, dx + end, dot);
        for (nint i = 0; i < end; i += TLanes.Count) TLanes.Store(Sum<T, TVector, TLanes>(dy + i, y + i, dx + i, dot), dx + i);
        TLanes.Store(last, dx + end);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum<T, TVector, TLanes>(T* dy, T* y, T* dx, TVector dot)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> =>
        TLanes.MultiplyAdd(TLanes.Load(y), TLanes.Subtract(TLanes.Load(dy), dot), TLanes.Load(dx));
}
