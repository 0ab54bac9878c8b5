using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>dw += Σ dy·x over all windows, for each tap.</summary>
internal static unsafe class TapDots
{
    /// <summary>Adds what so many rows of windows give, in vectors as wide as a row fills.</summary>
    public static void Run<T>(in Taps taps, T* dy, T* band, int rows, int columns, T* dWeight) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && columns >= Vector512<T>.Count)
            TapDots<T, Vector512<T>, Lanes512<T>>.Run(taps, dy, band, rows, columns, dWeight);
        else if (Vector256.IsHardwareAccelerated && columns >= Vector256<T>.Count)
            TapDots<T, Vector256<T>, Lanes256<T>>.Run(taps, dy, band, rows, columns, dWeight);
        else
            TapDots<T, Vector128<T>, Lanes128<T>>.Run(taps, dy, band, rows, columns, dWeight);
    }
}

/// <summary>A vector of neighbouring windows at a time, with the sums of up to three taps that stand above one another.</summary>
internal static unsafe class TapDots<T, TVector, TLanes>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    public static void Run(in Taps taps, T* dy, T* band, int rows, int columns, T* dWeight)
    {
        int i = 0;
        for (; taps.Overlap && i <= taps.Rows - 3; i += 3, band += 3 * taps.RowStep, dWeight += 3 * taps.Count)
            for (int j = 0; j < taps.Count; j++) Add<ITileHeight.Three>(taps, dy, band + taps.Columns[j], rows, columns, dWeight + j);
        for (; i < taps.Rows; i++, band += taps.RowStep, dWeight += taps.Count)
            for (int j = 0; j < taps.Count; j++) Add<ITileHeight.One>(taps, dy, band + taps.Columns[j], rows, columns, dWeight + j);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void Add<THeight>(in Taps taps, T* dy, T* band, int rows, int columns, T* dWeight)
        where THeight : ITileHeight
    {
        nint step = taps.WindowStep;
        int last = columns - TLanes.Count;
        TVector w0 = TLanes.Zero, w1 = TLanes.Zero, w2 = TLanes.Zero;
        for (int start = 0, done = 0; ; start = Math.Min(done, last))
        {
            // The last vector overlaps the one before it. Both factors are 0 there: one alone would make an infinite other one NaN.
            TVector fresh = TailMask.OfLast<T, TVector, TLanes>(start + TLanes.Count - done);
            done = start + TLanes.Count;
            T* upstream = dy + start, source = band + start;
            TVector x0 = TLanes.Zero, x1 = TLanes.Zero;
            if (THeight.Rows > 1)
            {
                x0 = TLanes.And(fresh, TLanes.Load(source));
                x1 = TLanes.And(fresh, TLanes.Load(source += step));
                source += step;
            }

            for (int row = rows; row > 0; row--, upstream += columns, source += step)
            {
                TVector g = TLanes.And(fresh, TLanes.Load(upstream)), x = TLanes.And(fresh, TLanes.Load(source));
                if (THeight.Rows > 1)
                {
                    // Each row of the band is loaded once, for the three taps that it passes by.
                    TLanes.AddProduct(ref w0, g, x0);
                    TLanes.AddProduct(ref w1, g, x1);
                    TLanes.AddProduct(ref w2, g, x);
                    x0 = x1;
                    x1 = x;
                }
                else
                {
                    TLanes.AddProduct(ref w0, g, x);
                }
            }

            if (start == last) break;
        }

        *dWeight += TLanes.Sum(w0);
        if (THeight.Rows == 1) return;
        dWeight[taps.Count] += TLanes.Sum(w1);
        dWeight[2 * taps.Count] += TLanes.Sum(w2);
    }
}
