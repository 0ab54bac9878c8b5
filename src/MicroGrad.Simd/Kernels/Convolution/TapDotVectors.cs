namespace MicroGrad.Simd.Kernels;

/// <summary>A vector of neighbouring windows at a time, with the sums of up to three taps that stand above one another.</summary>
internal static unsafe class TapDotVectors<T, TVector, TLanes>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(in Taps taps, T* dy, T* band, int rows, int columns, T* dWeight)
    {
        int most = taps.Overlap ? 3 : 1;
        for (int left = taps.Rows; left > 0; left -= most, band += most * taps.RowStep, dWeight += most * taps.Count)
        {
            switch (Math.Min(left, most))
            {
                case 1: Add<ITileHeight.One>(taps, dy, band, rows, columns, dWeight); break;
                case 2: Add<ITileHeight.Two>(taps, dy, band, rows, columns, dWeight); break;
                case 3: Add<ITileHeight.Three>(taps, dy, band, rows, columns, dWeight); break;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<THeight>(in Taps taps, T* dy, T* band, int rows, int columns, T* dWeight)
        where THeight : ITileHeight
    {
        for (int j = 0; j < taps.Count; j++) Add<THeight>(taps.WindowStep, dy, band + taps.Columns[j], rows, columns, dWeight + j, taps.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void Add<THeight>(nint step, T* dy, T* band, int rows, int columns, T* dWeight, int weightStep)
        where THeight : ITileHeight
    {
        int last = columns - TLanes.Count;
        TVector sum0 = TLanes.Zero, sum1 = TLanes.Zero, sum2 = TLanes.Zero;
        for (int start = 0, done = 0; ; start = Math.Min(done, last))
        {
            // The last vector overlaps the one before it. Both factors are 0 there: one alone would make an infinite other one NaN.
            TVector fresh = TailMask.OfLast<T, TVector, TLanes>(start + TLanes.Count - done);
            done = start + TLanes.Count;
            T* upstream = dy + start, source = band + start;

            // Each row of the band is loaded once, first for the lowest tap and then for those above it.
            TVector x1 = TLanes.Zero, x2 = TLanes.Zero;
            for (int above = THeight.Rows - 1; above > 0; above--, source += step) (x2, x1) = (x1, TLanes.And(fresh, TLanes.Load(source)));
            for (int row = rows; row > 0; row--, upstream += columns, source += step)
            {
                TVector x0 = TLanes.And(fresh, TLanes.Load(source)), g = TLanes.And(fresh, TLanes.Load(upstream));
                TLanes.AddProduct(ref sum0, g, x0);
                if (THeight.Rows > 1) TLanes.AddProduct(ref sum1, g, x1);
                if (THeight.Rows > 2) TLanes.AddProduct(ref sum2, g, x2);
                (x2, x1) = (x1, x0);
            }

            if (start == last) break;
        }

        if (THeight.Rows > 2) dWeight[(THeight.Rows - 3) * weightStep] += TLanes.Sum(sum2);
        if (THeight.Rows > 1) dWeight[(THeight.Rows - 2) * weightStep] += TLanes.Sum(sum1);
        dWeight[(THeight.Rows - 1) * weightStep] += TLanes.Sum(sum0);
    }
}
