namespace MicroGrad.Simd.Kernels;

/// <summary>Copies part of a matrix into a panel, the order in which a micro-kernel reads it.</summary>
internal static unsafe class Packing
{
    /// <summary>panel[p·width + j] = source[p, j] for every p below depth, with zeros from the last column to the width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Pack<T>(StridedMatrix<T> source, nint depth, int columns, int width, T* panel)
        where T : unmanaged
    {
        if (source.ColumnStride == 1)
            CopyRows(source, depth, columns, width, panel);
        else
            Transpose(source, depth, columns, width, panel);

        if (columns < width)
            for (nint p = 0; p < depth; p++)
                new Span<T>(panel + p * width + columns, width - columns).Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyRows<T>(StridedMatrix<T> source, nint depth, int columns, int width, T* panel)
        where T : unmanaged
    {
        T* from = source.Start;
        for (nint p = 0; p < depth; p++, from += source.RowStride, panel += width)
            new ReadOnlySpan<T>(from, columns).CopyTo(new Span<T>(panel, columns));
    }

    // Four columns at a time: each is read along its own run of memory, and the writes fill whole rows of the panel.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<T>(StridedMatrix<T> source, nint depth, int columns, int width, T* panel)
        where T : unmanaged
    {
        nint step = source.RowStride;
        int j = 0;
        for (; j + 4 <= columns; j += 4)
        {
            T* from0 = source.At(0, j), from1 = source.At(0, j + 1), from2 = source.At(0, j + 2), from3 = source.At(0, j + 3);
            T* to = panel + j;
            for (nint p = 0; p < depth; p++, to += width)
            {
                to[0] = from0[p * step];
                to[1] = from1[p * step];
                to[2] = from2[p * step];
                to[3] = from3[p * step];
            }
        }

        for (; j < columns; j++)
        {
            T* from = source.At(0, j);
            T* to = panel + j;
            for (nint p = 0; p < depth; p++)
                to[p * width] = from[p * step];
        }
    }
}
