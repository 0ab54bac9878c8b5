namespace MicroGrad.Simd.Kernels;

/// <summary>Element-wise loops that fuse what <c>TensorPrimitives</c> would do in several passes.</summary>
internal static class Elementwise
{
    /// <summary>destination += dy wherever not y ≤ 0 (so NaN counts as positive).</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddWherePositive<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> y, Span<T> destination) where T : IFloatingPointIeee754<T>
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
        {
            for (; i <= destination.Length - Vector<T>.Count; i += Vector<T>.Count)
            {
                Vector<T> blocked = Vector.LessThanOrEqual(new Vector<T>(y[i..]), Vector<T>.Zero);
                Vector<T> sum = new Vector<T>(destination[i..]) + Vector.ConditionalSelect(blocked, Vector<T>.Zero, new Vector<T>(dy[i..]));
                sum.CopyTo(destination[i..]);
            }
        }

        for (; i < destination.Length; i++)
            if (!(y[i] <= T.Zero)) destination[i] += dy[i];
    }
}
