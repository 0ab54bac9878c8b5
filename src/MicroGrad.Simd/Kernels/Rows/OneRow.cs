namespace MicroGrad.Simd.Kernels;

/// <summary>All lanes belong to one row, which lies in memory as it is.</summary>
internal readonly unsafe struct OneRow<T, TVector, TLanes> : ILaneRows<T, TVector>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sum(TVector lanes) => TLanes.Broadcast(TLanes.Sum(lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Largest(TVector lanes) => TLanes.Broadcast(TLanes.Largest(lanes));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector LoadColumn(T* column) => TLanes.Broadcast(*column);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void StoreColumn(TVector x, T* column) => *column = TLanes.First(x);
}
