namespace MicroGrad.Simd.Kernels;

/// <summary>Sums. A sum of nothing but −0 is 0.</summary>
internal readonly struct SumFold : IFold
{
    public static string Name => "sum";

    public static T Identity<T>() where T : IFloatingPointIeee754<T> => T.Zero;

    public static T Apply<T>(T total, T x) where T : IFloatingPointIeee754<T> => total + x;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FoldState<TVector> Start<T, TVector, TLanes>()
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => new(TLanes.Zero, TLanes.Zero, TLanes.Zero);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Include<T, TVector, TLanes>(ref FoldState<TVector> state, TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => state.Totals = TLanes.Add(state.Totals, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Include<T, TVector, TLanes>(ref FoldState<TVector> state, TVector x0, TVector x1, TVector x2, TVector x3)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> =>
        state.Totals = TLanes.Add(state.Totals, TLanes.Add(TLanes.Add(x0, x1), TLanes.Add(x2, x3)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Merge<T, TVector, TLanes>(ref FoldState<TVector> state, in FoldState<TVector> other)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => state.Totals = TLanes.Add(state.Totals, other.Totals);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OnlyNew<T, TVector, TLanes>(TVector mask, TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.And(mask, x);

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

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<T, TVector, TLanes>(TVector totals)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Sum(totals);
}
