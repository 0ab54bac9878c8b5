namespace MicroGrad.Simd.Kernels;

/// <summary>Twice the lanes of <typeparamref name="TLanes"/>: a kernel two vectors wide from the same source.</summary>
internal readonly unsafe struct PairLanes<T, TVector, TLanes> : ILanes<T, VectorPair<TVector>>
    where T : unmanaged
    where TVector : struct
    where TLanes : ILanes<T, TVector>
{
    public static int Count
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => 2 * TLanes.Count;
    }

    public static VectorPair<TVector> Zero
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        get => new(TLanes.Zero, TLanes.Zero);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<TVector> Load(T* source) => new(TLanes.Load(source), TLanes.Load(source + TLanes.Count));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Store(VectorPair<TVector> x, T* destination)
    {
        TLanes.Store(x.Left, destination);
        TLanes.Store(x.Right, destination + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<TVector> Broadcast(T x)
    {
        TVector both = TLanes.Broadcast(x);
        return new(both, both);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static VectorPair<TVector> Add(VectorPair<TVector> x, VectorPair<TVector> y) =>
        new(TLanes.Add(x.Left, y.Left), TLanes.Add(x.Right, y.Right));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void AddProduct(ref VectorPair<TVector> sum, VectorPair<TVector> x, VectorPair<TVector> y)
    {
        TLanes.AddProduct(ref sum.Left, x.Left, y.Left);
        TLanes.AddProduct(ref sum.Right, x.Right, y.Right);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Sum(VectorPair<TVector> x) => TLanes.Sum(TLanes.Add(x.Left, x.Right));
}
