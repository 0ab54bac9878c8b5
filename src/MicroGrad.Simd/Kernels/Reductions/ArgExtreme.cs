using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Kernels;

/// <summary>Where along an axis the maximum or minimum stands: the first of equals, and the first NaN where there is one.</summary>
/// <remarks>The extreme is found first, by the kernels of a reduction, and then looked for. 0 and −0 are equal here.</remarks>
internal static unsafe class ArgExtreme
{
    private const int TileWidth = 512;

    [MethodImpl(Compile.Alone)]
    public static void Run<T, TExtreme>(ReadOnlySpan<T> x, AxisBlocks blocks, Span<int> places)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TExtreme : struct, IExtreme
    {
        if (places.IsEmpty) return;
        T* extremes = stackalloc T[TileWidth];
        fixed (T* px = x)
        fixed (int* to = places)
        {
            for (nint outer = 0; outer < blocks.Outer; outer++)
                for (int j = 0; j < blocks.Inner; j += TileWidth)
                {
                    T* from = px + outer * blocks.Block + j;
                    if (blocks.Inner == 1)
                        to[outer] = Find<T, TExtreme>(new(from, blocks.Extent));
                    else
                        FindColumns<T, TExtreme>(from, blocks, Math.Min(TileWidth, blocks.Inner - j), extremes, to + outer * blocks.Inner + j);
                }
        }
    }

    private static int Find<T, TExtreme>(ReadOnlySpan<T> row)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TExtreme : struct, IExtreme
    {
        T extreme;
        fixed (T* x = row) RowFold.Run<T, ExtremeFold<TExtreme>>(x, 0, 1, row.Length, &extreme, accumulate: false);
        return T.IsNaN(extreme) ? FirstNaN(row) : FirstEqual(row, extreme);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static int FirstEqual<T>(ReadOnlySpan<T> row, T number) where T : unmanaged, IFloatingPointIeee754<T>
    {
        int i = 0;
        if (Vector.IsHardwareAccelerated && Vector<T>.IsSupported)
        {
            var numbers = new Vector<T>(number);
            while (i <= row.Length - Vector<T>.Count && !Vector.EqualsAny(new Vector<T>(row[i..]), numbers)) i += Vector<T>.Count;
        }

        while (row[i] != number) i++;
        return i;
    }

    private static int FirstNaN<T>(ReadOnlySpan<T> row) where T : IFloatingPointIeee754<T>
    {
        int i = 0;
        while (!T.IsNaN(row[i])) i++;
        return i;
    }

    /// <summary>From the last row to the first, so that the first of equals is what stays.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void FindColumns<T, TExtreme>(T* x, AxisBlocks blocks, int width, T* extremes, int* places)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TExtreme : struct, IExtreme
    {
        ColumnFold.Run<T, ExtremeFold<TExtreme>>(x, blocks.Inner, blocks.Extent, width, extremes, accumulate: false);
        for (int i = blocks.Extent - 1; i >= 0; i--)
        {
            T* row = x + (nint)i * blocks.Inner;
            for (int j = 0; j < width; j++)
                if (row[j] == extremes[j] || (T.IsNaN(row[j]) && T.IsNaN(extremes[j]))) places[j] = i;
        }
    }
}
