namespace MicroGrad.Simd.Kernels;

/// <summary>Every lane belongs to a row of its own: the rows lie transposed in a <see cref="RowTile{T, TVector, TLanes}"/>.</summary>
internal readonly unsafe struct RowPerLane<T, TVector, TLanes> : ILaneRows<T, TVector>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sum(TVector lanes) => lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Largest(TVector lanes) => lanes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LoadColumn(T* column) => TLanes.Load(column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumn(TVector x, T* column) => TLanes.Store(x, column);
}
