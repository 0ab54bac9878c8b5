namespace MicroGrad.Simd.Kernels;

/// <summary>The windows of a plane whose columns all lie inside, a vector of windows of one row at a time. Strides along the row are 1 or 2.</summary>
/// <param name="sizes">Of the pool.</param>
/// <param name="first">The first column of such windows.</param>
/// <param name="end">One past the last; there are at least as many as a vector holds.</param>
internal readonly unsafe struct MaxPoolVectors<T>(PoolSizes sizes, int first, int end)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly PoolSizes _sizes = sizes;

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public void Run<TVector, TLanes>(T* plane, T* greatest, int* places)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        PoolAxis height = _sizes.Height;
        WindowAxis windows = _sizes.Width.Windows;
        int width = windows.Input, kernel = windows.Kernel, stride = windows.Stride, dilation = windows.Dilation, rowStep = height.Step * width;

        // Places are counted in the vectors' own elements. The last vector overlaps the one before it.
        T* counts = stackalloc T[TLanes.Count];
        for (int lane = 0; lane < TLanes.Count; lane++) counts[lane] = T.CreateTruncating(lane * stride);
        TVector ramp = TLanes.Load(counts), down = TLanes.Broadcast(T.CreateTruncating(rowStep)), right = TLanes.Broadcast(T.CreateTruncating(dilation));
        int last = end - TLanes.Count;
        for (int row = 0; row < height.Output; row++, greatest += _sizes.Width.Output, places += _sizes.Width.Output)
        {
            int top = height.First(row), bottom = height.End(row);
            if (top >= bottom) continue;
            for (int column = first; ; column = Math.Min(column + TLanes.Count, last))
            {
                int start = top * width + column * stride - windows.Padding;
                T* source = plane + start;
                TVector rowPlace = TLanes.Add(ramp, TLanes.Broadcast(T.CreateTruncating(start))), place = rowPlace;
                TVector best = stride == 1 ? TLanes.Load(source) : TLanes.LoadEveryOther(source);
                for (int i = top; i < bottom; i += height.Step, source += rowStep, rowPlace = TLanes.Add(rowPlace, down))
                {
                    T* tap = source;
                    TVector tapPlace = rowPlace;
                    for (int j = 0; j < kernel; j++, tap += dilation, tapPlace = TLanes.Add(tapPlace, right))
                    {
                        // The very first tap is compared with itself. A NaN is neither less nor equal, and stays once it is the best.
                        TVector candidate = stride == 1 ? TLanes.Load(tap) : TLanes.LoadEveryOther(tap);
                        TVector takes = TLanes.Select(TLanes.LessThanOrEqual(candidate, best), TLanes.Zero, TLanes.EqualTo(best, best));
                        best = TLanes.Select(takes, candidate, best);
                        place = TLanes.Select(takes, tapPlace, place);
                    }
                }

                TLanes.Store(best, greatest + column);
                TLanes.Store(place, counts);
                for (int lane = 0; lane < TLanes.Count; lane++) places[column + lane] = T.ConvertToIntegerNative<int>(counts[lane]);
                if (column == last) break;
            }
        }
    }
}
