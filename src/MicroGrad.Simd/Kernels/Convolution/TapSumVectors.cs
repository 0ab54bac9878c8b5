namespace MicroGrad.Simd.Kernels;

/// <summary>A vector of neighbouring windows from each of some rows at a time. The order of the products of a window is the same for any number of rows.</summary>
internal static unsafe class TapSumVectors<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Taps taps, T* band, T* weight, nint weightStep, int rows, int columns, T* y, bool accumulate)
    {
        for (; rows >= TapSums.Rows; rows -= TapSums.Rows, band += TapSums.Rows * taps.WindowStep, y += TapSums.Rows * columns)
            Run<ITileHeight.Four>(taps, band, weight, weightStep, columns, y, accumulate);
        switch (rows)
        {
            case 1: Run<ITileHeight.One>(taps, band, weight, weightStep, columns, y, accumulate); break;
            case 2: Run<ITileHeight.Two>(taps, band, weight, weightStep, columns, y, accumulate); break;
            case 3: Run<ITileHeight.Three>(taps, band, weight, weightStep, columns, y, accumulate); break;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void Run<THeight>(in Taps taps, T* band, T* firstWeight, nint weightStep, int columns, T* y, bool accumulate)
        where THeight : ITileHeight
    {
        nint step = taps.RowStep, window = taps.WindowStep, weightRow = taps.Count * weightStep;
        int* first = taps.Columns, afterLast = first + taps.Count;
        int together = taps.Overlap ? taps.Rows / 3 : 0, apart = taps.Rows - 3 * together, last = columns - TLanes.Count;
        for (int start = 0, done = 0; ; start = Math.Min(done, last))
        {
            TVector y0 = TLanes.Zero, y1 = TLanes.Zero, y2 = TLanes.Zero, y3 = TLanes.Zero;
            T* row = band + start, rowWeight = firstWeight;
            for (int i = together; i > 0; i--, row += 3 * step, rowWeight += 3 * weightRow)
            {
                // Every row of the band is loaded once for the three rows of windows that see it.
                T* weight = rowWeight;
                for (int* column = first; column < afterLast; column++, weight += weightStep)
                {
                    TVector w0 = TLanes.Broadcast(weight[0]), w1 = TLanes.Broadcast(weight[weightRow]), w2 = TLanes.Broadcast(weight[2 * weightRow]);
                    T* source = row + *column;
                    TVector x = TLanes.Load(source);
                    TLanes.AddProduct(ref y0, w0, x);
                    x = TLanes.Load(source += step);
                    TLanes.AddProduct(ref y0, w1, x);
                    if (THeight.Rows > 1) TLanes.AddProduct(ref y1, w0, x);
                    x = TLanes.Load(source += step);
                    TLanes.AddProduct(ref y0, w2, x);
                    if (THeight.Rows > 1) TLanes.AddProduct(ref y1, w1, x);
                    if (THeight.Rows > 2) TLanes.AddProduct(ref y2, w0, x);
                    if (THeight.Rows > 1) TLanes.AddProduct(ref y1, w2, x = TLanes.Load(source += step));
                    if (THeight.Rows > 2) TLanes.AddProduct(ref y2, w1, x);
                    if (THeight.Rows > 3) TLanes.AddProduct(ref y3, w0, x);
                    if (THeight.Rows > 2) TLanes.AddProduct(ref y2, w2, x = TLanes.Load(source += step));
                    if (THeight.Rows > 3) TLanes.AddProduct(ref y3, w1, x);
                    if (THeight.Rows > 3) TLanes.AddProduct(ref y3, w2, TLanes.Load(source + step));
                }
            }

            for (int i = apart; i > 0; i--, row += step, rowWeight += weightRow)
            {
                T* weight = rowWeight;
                for (int* column = first; column < afterLast; column++, weight += weightStep)
                {
                    TVector w = TLanes.Broadcast(*weight);
                    T* source = row + *column;
                    TLanes.AddProduct(ref y0, w, TLanes.Load(source));
                    if (THeight.Rows > 1) TLanes.AddProduct(ref y1, w, TLanes.Load(source += window));
                    if (THeight.Rows > 2) TLanes.AddProduct(ref y2, w, TLanes.Load(source += window));
                    if (THeight.Rows > 3) TLanes.AddProduct(ref y3, w, TLanes.Load(source + window));
                }
            }

            // The last vector overlaps the one before it, whose elements have been added to already.
            TVector fresh = TailMask.OfLast<T, TVector, TLanes>(start + TLanes.Count - done);
            done = start + TLanes.Count;
            T* target = y + start;
            Put(y0, target, fresh, accumulate);
            if (THeight.Rows > 1) Put(y1, target += columns, fresh, accumulate);
            if (THeight.Rows > 2) Put(y2, target += columns, fresh, accumulate);
            if (THeight.Rows > 3) Put(y3, target + columns, fresh, accumulate);

            if (start == last) break;
        }
    }

    // Inlined so that the sums need not leave their registers.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(TVector sum, T* target, TVector fresh, bool accumulate)
    {
        if (accumulate)
        {
            TVector before = TLanes.Load(target);
            sum = TLanes.Select(fresh, TLanes.Add(before, sum), before);
        }

        TLanes.Store(sum, target);
    }
}
