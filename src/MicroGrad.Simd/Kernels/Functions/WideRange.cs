namespace MicroGrad.Simd.Kernels;

/// <summary>Maps and slope sweeps of functions whose vector form has a limit: the few elements beyond it go to the scalar form, one by one.</summary>
/// <remarks>
/// Looking for them is a pass of its own over a span that is in the cache: a call within the loop, however rare, would cost it a trip through memory for
/// every vector. As elsewhere, the bits of an element do not depend on where it stands nor on its neighbours.
/// </remarks>
internal static class WideRange
{
    public static void Run<T, TFunction>(ReadOnlySpan<T> x, Span<T> y, double limit)
        where T : IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction
    {
        T bound = T.CreateTruncating(limit);
        if (!Scan.AllBetween(x, -bound, bound)) RunBlocks<T, TFunction>(x, y, bound);
        else FunctionMap.Run<T, TFunction>(x, y);
    }

    public static void Add<T, TSlope>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, Span<T> dx, double limit)
        where T : IFloatingPointIeee754<T>
        where TSlope : struct, IVectorSlope
    {
        T bound = T.CreateTruncating(limit);
        if (!Scan.AllBetween(x, -bound, bound)) AddBlocks<T, TSlope>(dy, x, dx, bound);
        else SlopeSweep.Add<T, TSlope>(dy, x, x, dx);
    }

    private static void RunBlocks<T, TFunction>(ReadOnlySpan<T> x, Span<T> y, T bound)
        where T : IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction
    {
        // In place the vector form overwrites what the scalar form is still to read.
        Block<T> kept = default;
        for (int start = 0; start < x.Length; start += Block<T>.Length)
        {
            Span<T> into = y.Slice(start, Math.Min(Block<T>.Length, x.Length - start)), from = kept[..into.Length];
            x.Slice(start, into.Length).CopyTo(from);
            FunctionMap.Run<T, TFunction>(from, into);
            for (int i = 0; i < into.Length; i++)
                if (T.Abs(from[i]) > bound) into[i] = TFunction.Apply(from[i]);
        }
    }

    private static void AddBlocks<T, TSlope>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, Span<T> dx, T bound)
        where T : IFloatingPointIeee754<T>
        where TSlope : struct, IVectorSlope
    {
        Block<T> kept = default;
        for (int start = 0; start < x.Length; start += Block<T>.Length)
        {
            Span<T> into = dx.Slice(start, Math.Min(Block<T>.Length, x.Length - start)), before = kept[..into.Length];
            ReadOnlySpan<T> at = x.Slice(start, into.Length), upstream = dy.Slice(start, into.Length);
            into.CopyTo(before);
            SlopeSweep.Add<T, TSlope>(upstream, at, at, into);
            for (int i = 0; i < into.Length; i++)
                if (T.Abs(at[i]) > bound) into[i] = before[i] + upstream[i] * TSlope.Slope(at[i], at[i]);
        }
    }

    [InlineArray(Length)]
    private struct Block<T>
    {
        public const int Length = 64;

        private T _first;
    }
}
