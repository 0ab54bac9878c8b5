namespace MicroGrad.Simd.Kernels;

/// <summary>Rows folded lane by lane; what is left to do is to fold the lanes, see <see cref="ILaneRows{T, TVector}"/>.</summary>
internal static unsafe class RowTotals<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    /// <summary>Maxima; NaN is skipped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Largest(T* x, nint length)
    {
        TVector m0 = TLanes.Load(x), m1 = TLanes.Load(x + length - TLanes.Count), m2 = m0, m3 = m0;
        nint i = 0;
        for (; i <= length - 4 * TLanes.Count; i += 4 * TLanes.Count)
        {
            m0 = TLanes.AtLeast(m0, TLanes.Load(x + i));
            m1 = TLanes.AtLeast(m1, TLanes.Load(x + i + TLanes.Count));
            m2 = TLanes.AtLeast(m2, TLanes.Load(x + i + 2 * TLanes.Count));
            m3 = TLanes.AtLeast(m3, TLanes.Load(x + i + 3 * TLanes.Count));
        }

        for (; i <= length - TLanes.Count; i += TLanes.Count) m0 = TLanes.AtLeast(m0, TLanes.Load(x + i));
        return TLanes.AtLeast(TLanes.AtLeast(m0, m1), TLanes.AtLeast(m2, m3));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Sum(T* x, nint length)
    {
        nint i = RowHead<T, TVector, TLanes>.Step(length);
        TVector s0 = TLanes.And(RowHead<T, TVector, TLanes>.Lanes(i), TLanes.Load(x)), s1 = TLanes.Zero, s2 = s1, s3 = s1;
        for (; i <= length - 4 * TLanes.Count; i += 4 * TLanes.Count)
        {
            s0 = TLanes.Add(s0, TLanes.Load(x + i));
            s1 = TLanes.Add(s1, TLanes.Load(x + i + TLanes.Count));
            s2 = TLanes.Add(s2, TLanes.Load(x + i + 2 * TLanes.Count));
            s3 = TLanes.Add(s3, TLanes.Load(x + i + 3 * TLanes.Count));
        }

        for (; i < length; i += TLanes.Count) s0 = TLanes.Add(s0, TLanes.Load(x + i));
        return TLanes.Add(TLanes.Add(s0, s1), TLanes.Add(s2, s3));
    }

    /// <summary>Sums of products.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Dot(T* x, T* y, nint length)
    {
        nint i = RowHead<T, TVector, TLanes>.Step(length);
        TVector s0 = TLanes.And(RowHead<T, TVector, TLanes>.Lanes(i), TLanes.Multiply(TLanes.Load(x), TLanes.Load(y))), s1 = TLanes.Zero, s2 = s1, s3 = s1;
        for (; i <= length - 4 * TLanes.Count; i += 4 * TLanes.Count)
        {
            TLanes.AddProduct(ref s0, TLanes.Load(x + i), TLanes.Load(y + i));
            TLanes.AddProduct(ref s1, TLanes.Load(x + i + TLanes.Count), TLanes.Load(y + i + TLanes.Count));
            TLanes.AddProduct(ref s2, TLanes.Load(x + i + 2 * TLanes.Count), TLanes.Load(y + i + 2 * TLanes.Count));
            TLanes.AddProduct(ref s3, TLanes.Load(x + i + 3 * TLanes.Count), TLanes.Load(y + i + 3 * TLanes.Count));
        }

        for (; i < length; i += TLanes.Count) TLanes.AddProduct(ref s0, TLanes.Load(x + i), TLanes.Load(y + i));
        return TLanes.Add(TLanes.Add(s0, s1), TLanes.Add(s2, s3));
    }
}
