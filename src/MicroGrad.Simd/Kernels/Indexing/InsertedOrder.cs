namespace MicroGrad.Simd.Kernels;

/// <summary>The first few of a row in their order, each put into its place among those so far. Most of a long row is passed over a vector at a time.</summary>
internal static class InsertedOrder
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TOrder>(ReadOnlySpan<T> x, Span<int> places)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IOrder
    {
        for (int i = 0; i < places.Length; i++) Insert<T, TOrder>(x, i, places[..(i + 1)]);
        for (int i = places.Length; i < x.Length; i++)
        {
            T last = x[places[^1]];
            if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
            {
                var bound = new Vector<T>(last);
                while (i <= x.Length - Vector<T>.Count && !TOrder.AnyMayPrecede(new Vector<T>(x[i..]), bound)) i += Vector<T>.Count;
                if (i == x.Length) return;
            }

            if (TOrder.Precedes(x[i], last)) Insert<T, TOrder>(x, i, places);
        }
    }

    /// <summary>Puts an element among those before the last place, behind its equals; what stands last is lost.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Insert<T, TOrder>(ReadOnlySpan<T> x, int element, Span<int> places)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IOrder
    {
        T number = x[element];
        int at = places.Length - 1;
        for (; at > 0 && TOrder.Precedes(number, x[places[at - 1]]); at--) places[at] = places[at - 1];
        places[at] = element;
    }
}
