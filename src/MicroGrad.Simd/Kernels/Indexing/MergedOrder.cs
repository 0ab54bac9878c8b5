namespace MicroGrad.Simd.Kernels;

/// <summary>A merge sort of places, for numbers of any type.</summary>
internal static class MergedOrder
{
    /// <param name="x">The row.</param>
    /// <param name="places">Gets the first places of the order, as many as fit.</param>
    /// <param name="scratch">Twice as long as the row.</param>
    public static void Run<T, TOrder>(ReadOnlySpan<T> x, Span<int> places, Span<int> scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IOrder
    {
        Span<int> from = scratch[..x.Length], to = scratch.Slice(x.Length, x.Length);
        for (int i = 0; i < from.Length; i++) from[i] = i;
        for (int width = 1; width < x.Length; width *= 2)
        {
            for (int start = 0; start < x.Length; start += 2 * width)
            {
                int middle = Math.Min(start + width, x.Length), end = Math.Min(start + 2 * width, x.Length);
                Merge<T, TOrder>(x, from[start..middle], from[middle..end], to[start..end]);
            }

            Span<int> sorted = to;
            to = from;
            from = sorted;
        }

        from[..places.Length].CopyTo(places);
    }

    private static void Merge<T, TOrder>(ReadOnlySpan<T> x, ReadOnlySpan<int> left, ReadOnlySpan<int> right, Span<int> merged)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IOrder
    {
        for (int i = 0; i < merged.Length; i++)
        {
            bool takesRight = left.IsEmpty || (!right.IsEmpty && TOrder.Precedes(x[right[0]], x[left[0]]));
            merged[i] = takesRight ? right[0] : left[0];
            if (takesRight) right = right[1..];
            else left = left[1..];
        }
    }
}
