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
        // The last vector overlaps the one before it. It is folded first and put in place last, so that nothing is accumulated twice.
        nint lastStart = width - TLanes.Count, j = 0;
        TVector last = TLanes.Load(totals + lastStart);
        One(x + lastStart, stride, rows, (T*)Unsafe.AsPointer(ref last), accumulate);
        if (rows == 4) j = FourRows(x, stride, width, totals, accumulate);
        for (; j <= width - 4 * TLanes.Count; j += 4 * TLanes.Count) FourVectors(x + j, stride, rows, totals + j, accumulate);
        for (; j < lastStart; j += TLanes.Count) One(x + j, stride, rows, totals + j, accumulate);
        TLanes.Store(last, totals + lastStart);
    }

    /// <summary>Four rows along their whole vectors, so that wide rows are read forwards. Tells how many columns those are.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint FourRows(T* x, nint stride, nint width, T* totals, bool accumulate)
    {
        nint j = 0, three = 3 * stride;
        for (; j <= width - TLanes.Count; j += TLanes.Count, x += TLanes.Count)
        {
            FoldState<TVector> state = Start(totals + j, accumulate);
            TFold.Include<T, TVector, TLanes>(ref state, TLanes.Load(x), TLanes.Load(x + stride), TLanes.Load(x + 2 * stride), TLanes.Load(x + three));
            Finish(in state, x, stride, 4, totals + j, accumulate);
        }

        return j;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void One(T* x, nint stride, nint rows, T* totals, bool accumulate)
    {
        FoldState<TVector> state = Start(totals, accumulate);
        T* at = x;
        nint i = 0, three = 3 * stride;
        for (; i <= rows - 4; i += 4, at += 4 * stride)
            TFold.Include<T, TVector, TLanes>(ref state, TLanes.Load(at), TLanes.Load(at + stride), TLanes.Load(at + 2 * stride), TLanes.Load(at + three));
        for (; i < rows; i++, at += stride) TFold.Include<T, TVector, TLanes>(ref state, TLanes.Load(at));
        Finish(in state, x, stride, rows, totals, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FourVectors(T* x, nint stride, nint rows, T* totals, bool accumulate)
    {
        nint i = 0, three = 3 * stride, n1 = TLanes.Count, n2 = 2 * TLanes.Count, n3 = 3 * TLanes.Count;
        FoldState<TVector> s0 = Start(totals, accumulate), s1 = Start(totals + n1, accumulate);
        FoldState<TVector> s2 = Start(totals + n2, accumulate), s3 = Start(totals + n3, accumulate);
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

        Finish(in s0, x, stride, rows, totals, accumulate);
        Finish(in s1, x + n1, stride, rows, totals + n1, accumulate);
        Finish(in s2, x + n2, stride, rows, totals + n2, accumulate);
        Finish(in s3, x + n3, stride, rows, totals + n3, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static FoldState<TVector> Start(T* totals, bool accumulate) =>
        accumulate ? TFold.Start<T, TVector, TLanes>(TLanes.Load(totals)) : TFold.Start<T, TVector, TLanes>();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Finish(in FoldState<TVector> state, T* x, nint stride, nint rows, T* totals, bool accumulate)
    {
        if (TFold.IsSound<T, TVector, TLanes>(in state)) TLanes.Store(TFold.Totals<T, TVector, TLanes>(in state), totals);
        else PlainColumns<T, TFold>.Run(x, stride, rows, TLanes.Count, totals, accumulate);
    }
}
