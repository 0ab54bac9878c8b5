namespace MicroGrad.Simd.Kernels;

/// <summary>Columns a strip of vectors at a time, whose running totals stay in registers. There is at least one whole vector.</summary>
internal readonly unsafe struct VectorColumns<T, TVector, TLanes, TFold> : IColumnBlock<T>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
    where TFold : struct, IFold
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(T* x, nint stride, nint rows, nint width, T* totals, bool accumulate)
    {
        // The last vector overlaps the one before it. It is folded first, so that nothing is accumulated twice.
        nint lastStart = width - TLanes.Count, j = 0;
        TVector last = One(x + lastStart, stride, rows, totals + lastStart, accumulate);
        for (; j <= width - 4 * TLanes.Count; j += 4 * TLanes.Count) Four(x + j, stride, rows, totals + j, accumulate);
        for (; j < lastStart; j += TLanes.Count) TLanes.Store(One(x + j, stride, rows, totals + j, accumulate), totals + j);
        TLanes.Store(last, totals + lastStart);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static TVector One(T* x, nint stride, nint rows, T* totals, bool accumulate)
    {
        FoldState<TVector> state = TFold.Start<T, TVector, TLanes>();
        T* at = x;
        nint i = 0, three = 3 * stride;
        for (; i <= rows - 4; i += 4, at += 4 * stride)
            TFold.Include<T, TVector, TLanes>(ref state, TLanes.Load(at), TLanes.Load(at + stride), TLanes.Load(at + 2 * stride), TLanes.Load(at + three));
        for (; i < rows; i++, at += stride) TFold.Include<T, TVector, TLanes>(ref state, TLanes.Load(at));
        return Finish(ref state, x, stride, rows, totals, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Four(T* x, nint stride, nint rows, T* totals, bool accumulate)
    {
        FoldState<TVector> s0 = TFold.Start<T, TVector, TLanes>(), s1 = TFold.Start<T, TVector, TLanes>();
        FoldState<TVector> s2 = TFold.Start<T, TVector, TLanes>(), s3 = TFold.Start<T, TVector, TLanes>();
        nint i = 0, three = 3 * stride, n1 = TLanes.Count, n2 = 2 * TLanes.Count, n3 = 3 * TLanes.Count;
        T* at = x;
        for (; i <= rows - 4; i += 4, at += 4 * stride)
        {
            T* at1 = at + stride, at2 = at + 2 * stride, at3 = at + three;
            TFold.Include<T, TVector, TLanes>(ref s0, TLanes.Load(at), TLanes.Load(at1), TLanes.Load(at2), TLanes.Load(at3));
            TFold.Include<T, TVector, TLanes>(ref s1, TLanes.Load(at + n1), TLanes.Load(at1 + n1), TLanes.Load(at2 + n1), TLanes.Load(at3 + n1));
            TFold.Include<T, TVector, TLanes>(ref s2, TLanes.Load(at + n2), TLanes.Load(at1 + n2), TLanes.Load(at2 + n2), TLanes.Load(at3 + n2));
            TFold.Include<T, TVector, TLanes>(ref s3, TLanes.Load(at + n3), TLanes.Load(at1 + n3), TLanes.Load(at2 + n3), TLanes.Load(at3 + n3));
        }

        for (; i < rows; i++, at += stride)
        {
            TFold.Include<T, TVector, TLanes>(ref s0, TLanes.Load(at));
            TFold.Include<T, TVector, TLanes>(ref s1, TLanes.Load(at + n1));
            TFold.Include<T, TVector, TLanes>(ref s2, TLanes.Load(at + n2));
            TFold.Include<T, TVector, TLanes>(ref s3, TLanes.Load(at + n3));
        }

        TLanes.Store(Finish(ref s0, x, stride, rows, totals, accumulate), totals);
        TLanes.Store(Finish(ref s1, x + n1, stride, rows, totals + n1, accumulate), totals + n1);
        TLanes.Store(Finish(ref s2, x + n2, stride, rows, totals + n2, accumulate), totals + n2);
        TLanes.Store(Finish(ref s3, x + n3, stride, rows, totals + n3, accumulate), totals + n3);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Finish(ref FoldState<TVector> state, T* x, nint stride, nint rows, T* totals, bool accumulate)
    {
        if (accumulate) TFold.Include<T, TVector, TLanes>(ref state, TLanes.Load(totals));
        return TFold.IsSound<T, TVector, TLanes>(in state) ? TFold.Totals<T, TVector, TLanes>(in state) : Plain(x, stride, rows, totals, accumulate);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static TVector Plain(T* x, nint stride, nint rows, T* totals, bool accumulate)
    {
        TVector plain = TLanes.Load(totals); // to accumulate into; rubbish otherwise
        PlainColumns<T, TFold>.Run(x, stride, rows, TLanes.Count, (T*)Unsafe.AsPointer(ref plain), accumulate);
        return plain;
    }
}
