namespace MicroGrad.Simd.Kernels;

/// <summary>Choices between elements by a mask of zeros and others.</summary>
internal static class SelectKernel
{
    /// <summary>y = a where the mask is not 0, else b.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Select<T>(ReadOnlySpan<T> mask, ReadOnlySpan<T> a, ReadOnlySpan<T> b, Span<T> y) where T : IFloatingPointIeee754<T>
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
        {
            for (; i <= y.Length - Vector<T>.Count; i += Vector<T>.Count)
                Vector.ConditionalSelect(Vector.Equals(new Vector<T>(mask[i..]), Vector<T>.Zero), new Vector<T>(b[i..]), new Vector<T>(a[i..])).CopyTo(y[i..]);
        }

        for (; i < y.Length; i++) y[i] = mask[i] != T.Zero ? a[i] : b[i];
    }

    /// <summary>destination += dy where the mask is not 0, or where it is.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWhere<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> mask, bool isSet, Span<T> destination) where T : IFloatingPointIeee754<T>
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
        {
            for (; i <= destination.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> clear = Vector.Equals(new Vector<T>(mask[i..]), Vector<T>.Zero), upstream = new(dy[i..]);
                Vector<T> chosen = isSet ? Vector.ConditionalSelect(clear, Vector<T>.Zero, upstream) : Vector.ConditionalSelect(clear, upstream, Vector<T>.Zero);
                (new Vector<T>(destination[i..]) + chosen).CopyTo(destination[i..]);
            }
        }

        for (; i < destination.Length; i++)
            if (mask[i] != T.Zero == isSet) destination[i] += dy[i];
    }
}
