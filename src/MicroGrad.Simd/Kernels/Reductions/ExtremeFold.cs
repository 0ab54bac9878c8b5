namespace MicroGrad.Simd.Kernels;

/// <summary>Maxima or minima by the rule of <c>T.Max</c> and <c>T.Min</c>: NaN wins, and 0 is above −0.</summary>
/// <remarks>
/// The machine's own maximum knows neither rule. A running sum tells whether NaN was met: it is NaN then, and otherwise only where
/// infinities of both signs meet. And where a maximum is 0, no other element is above 0; so its sign bit is set if the bits of all
/// elements are (for a minimum: if any is), which one bitwise operation per vector finds out.
/// </remarks>
internal readonly struct ExtremeFold<TExtreme> : IFold
    where TExtreme : struct, IExtreme
{
    public static string Name => TExtreme.Name;

    public static T Identity<T>() where T : IFloatingPointIeee754<T> => TExtreme.Worst<T>();

    public static T Apply<T>(T total, T x) where T : IFloatingPointIeee754<T> => TExtreme.Pick(total, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static FoldState<TVector> Start<T, TVector, TLanes>()
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector worst = TLanes.Constant(TExtreme.Worst<double>());
        return new(worst, TLanes.Zero, worst); // the worst number's sign is the one that any other may change
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Include<T, TVector, TLanes>(ref FoldState<TVector> state, TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        state.Totals = TExtreme.Pick<T, TVector, TLanes>(state.Totals, x);
        state.Sums = TLanes.Add(state.Sums, x);
        state.Signs = TExtreme.PickSign<T, TVector, TLanes>(state.Signs, x);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Include<T, TVector, TLanes>(ref FoldState<TVector> state, TVector x0, TVector x1, TVector x2, TVector x3)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector left = TExtreme.Pick<T, TVector, TLanes>(x0, x1), right = TExtreme.Pick<T, TVector, TLanes>(x2, x3);
        state.Totals = TExtreme.Pick<T, TVector, TLanes>(state.Totals, TExtreme.Pick<T, TVector, TLanes>(left, right));
        state.Sums = TLanes.Add(state.Sums, TLanes.Add(TLanes.Add(x0, x1), TLanes.Add(x2, x3)));
        left = TExtreme.PickSign<T, TVector, TLanes>(x0, x1);
        right = TExtreme.PickSign<T, TVector, TLanes>(x2, x3);
        state.Signs = TExtreme.PickSign<T, TVector, TLanes>(state.Signs, TExtreme.PickSign<T, TVector, TLanes>(left, right));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Merge<T, TVector, TLanes>(ref FoldState<TVector> state, in FoldState<TVector> other)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        state.Totals = TExtreme.Pick<T, TVector, TLanes>(state.Totals, other.Totals);
        state.Sums = TLanes.Add(state.Sums, other.Sums);
        state.Signs = TExtreme.PickSign<T, TVector, TLanes>(state.Signs, other.Signs);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OnlyNew<T, TVector, TLanes>(TVector mask, TVector x)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => x; // what is met twice changes nothing

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool IsSound<T, TVector, TLanes>(in FoldState<TVector> state)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.AllEqual(state.Sums, state.Sums);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Totals<T, TVector, TLanes>(in FoldState<TVector> state)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> =>
        TLanes.Select(TLanes.EqualTo(state.Totals, TLanes.Zero), TLanes.And(state.Signs, TLanes.Constant(-0.0)), state.Totals);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T Across<T, TVector, TLanes>(TVector totals)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        T extreme = TExtreme.Across<T, TVector, TLanes>(totals);
        return extreme == T.Zero ? AcrossZeros<T, TVector>(totals) : extreme;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static unsafe T AcrossZeros<T, TVector>(TVector totals)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
    {
        T* elements = (T*)Unsafe.AsPointer(ref totals);
        T extreme = elements[0];
        for (int i = 1; i < Unsafe.SizeOf<TVector>() / sizeof(T); i++) extreme = TExtreme.Pick(extreme, elements[i]);
        return extreme;
    }
}
