namespace MicroGrad.Simd.Kernels;

/// <summary>Products. A product of nothing is 1.</summary>
internal readonly unsafe struct ProductFold : IFold
{
    private const int MostLanes = 16;

    public static string Name => "product";

    public static T Identity<T>() where T : IFloatingPointIeee754<T> => T.One;

    public static T Apply<T>(T total, T x) where T : IFloatingPointIeee754<T> => total * x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FoldState<TVector> Start<T, TVector, TLanes>()
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => new(TLanes.Constant(1), TLanes.Zero, TLanes.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FoldState<TVector> Start<T, TVector, TLanes>(TVector totals)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => new(totals, TLanes.Zero, TLanes.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Include<T, TVector, TLanes>(ref FoldState<TVector> state, TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => state.Totals = TLanes.Multiply(state.Totals, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Include<T, TVector, TLanes>(ref FoldState<TVector> state, TVector x0, TVector x1, TVector x2, TVector x3)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> =>
        state.Totals = TLanes.Multiply(state.Totals, TLanes.Multiply(TLanes.Multiply(x0, x1), TLanes.Multiply(x2, x3)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Merge<T, TVector, TLanes>(ref FoldState<TVector> state, in FoldState<TVector> other)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => state.Totals = TLanes.Multiply(state.Totals, other.Totals);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OnlyNew<T, TVector, TLanes>(TVector mask, TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Select(mask, x, TLanes.Constant(1));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSound<T, TVector, TLanes>(in FoldState<TVector> state)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Totals<T, TVector, TLanes>(in FoldState<TVector> state)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => state.Totals;

    [SkipLocalsInit, MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Across<T, TVector, TLanes>(TVector totals)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        T* lanes = stackalloc T[MostLanes];
        TLanes.Store(totals, lanes);
        for (int width = TLanes.Count / 2; width > 0; width /= 2)
            for (int i = 0; i < width; i++) lanes[i] *= lanes[i + width];
        return lanes[0];
    }
}
