namespace MicroGrad.Simd.Kernels;

/// <summary>Sums of exponentials over a row, lane by lane.</summary>
internal static unsafe class RowExp<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    // Vectors in a block. Sums of blocks are added up, so that a lane's error does not grow with the length of a long row.
    private const int Block = 64;

    /// <summary>Σ e^(x − shift).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sum(T* x, TVector shift, nint length) => Sum(x, shift, null, length, store: false);

    /// <summary>y = e^(x − shift) and Σ y, where nothing in the row is above the shift.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector SumStored(T* x, TVector shift, T* y, nint length) => Sum(x, shift, y, length, store: true);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Sum(T* x, TVector shift, T* y, nint length, bool store)
    {
        TVector total = TLanes.Zero, all = RowHead<T, TVector, TLanes>.Lanes(TLanes.Count);
        nint step = RowHead<T, TVector, TLanes>.Step(length);
        TVector lanes = RowHead<T, TVector, TLanes>.Lanes(step);
        for (nint i = 0; i < length;)
        {
            TVector sum = TLanes.Zero;
            nint end = Math.Min(length, i + Block * TLanes.Count);
            for (; i < end; i += step, step = TLanes.Count, lanes = all)
            {
                TVector distance = TLanes.Subtract(TLanes.Load(x + i), shift);
                TVector e = store ? VectorExp<T, TVector, TLanes>.OfNotHigh(distance) : VectorExp<T, TVector, TLanes>.Apply(distance);
                if (store) TLanes.Store(e, y + i);
                sum = TLanes.Add(sum, TLanes.And(lanes, e));
            }

            total = TLanes.Add(total, sum);
        }

        return total;
    }
}
