namespace MicroGrad.Simd.Kernels;

/// <summary>Brings rows of elements to other places.</summary>
internal static unsafe class TransferRows
{
    // From here on a call for a row costs less than a loop over it.
    private const int LongRow = 16;

    // A piece of a transposition: the lines that it reads and writes stay in the first-level cache, also where they are a power of 2 apart.
    private const int TileWidth = 8, TileRows = 16;

    /// <param name="from">The first element to bring.</param>
    /// <param name="fromStep">From there to the next in its row.</param>
    /// <param name="fromRow">From there to the next row.</param>
    /// <param name="to">Where the first element goes; no two go to the same place.</param>
    /// <param name="toStep">From there to where the next in its row goes.</param>
    /// <param name="toRow">From there to where the next row goes.</param>
    /// <param name="width">Elements in a row.</param>
    /// <param name="rows">How many rows.</param>
    public static void Run<T, TTransfer>(T* from, nint fromStep, nint fromRow, T* to, nint toStep, nint toRow, int width, int rows)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTransfer : struct, ITransfer
    {
        if (fromStep == 1 && toStep == 1 && width >= LongRow)
            for (int row = 0; row < rows; row++, from += fromRow, to += toRow) TTransfer.Run(new ReadOnlySpan<T>(from, width), new Span<T>(to, width));
        else if (fromStep == -1 && toStep == 1 && width >= LongRow)
            for (int row = 0; row < rows; row++, from += fromRow, to += toRow) TTransfer.Reverse(new ReadOnlySpan<T>(from - width + 1, width), new Span<T>(to, width));
        else if (fromStep == 0 && toStep == 1 && width >= LongRow)
            for (int row = 0; row < rows; row++, from += fromRow, to += toRow) TTransfer.Spread(*from, new Span<T>(to, width));
        else if (fromRow == 1 && toStep == 1 && width > 1 && rows > 1)
            Transpose<T, TTransfer>(from, fromStep, to, toRow, width, rows);
        else
            Step<T, TTransfer>(from, fromStep, fromRow, to, toStep, toRow, width, rows);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Step<T, TTransfer>(T* from, nint fromStep, nint fromRow, T* to, nint toStep, nint toRow, nint width, nint rows)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTransfer : struct, ITransfer
    {
        for (nint row = 0; row < rows; row++, from += fromRow, to += toRow)
        {
            T* source = from, target = to;
            for (nint i = 0; i < width; i++, source += fromStep, target += toStep) *target = TTransfer.Apply(*target, *source);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<T, TTransfer>(T* from, nint fromStep, T* to, nint toRow, nint width, nint rows)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TTransfer : struct, ITransfer
    {
        for (nint top = 0; top < rows; top += TileRows)
        {
            nint height = Math.Min(TileRows, rows - top);
            for (nint left = 0; left < width; left += TileWidth)
            {
                T* source = from + left * fromStep + top, target = to + top * toRow + left;
                nint across = Math.Min(TileWidth, width - left);
                for (nint row = 0; row < height; row++, source++, target += toRow)
                    for (nint i = 0; i < across; i++) target[i] = TTransfer.Apply(target[i], source[i * fromStep]);
            }
        }
    }
}
