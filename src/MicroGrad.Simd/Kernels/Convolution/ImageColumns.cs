namespace MicroGrad.Simd.Kernels;

/// <summary>What the windows of an image see, as a matrix: a row for each channel and tap, a column for each window ("im2col").</summary>
/// <remarks>
/// A convolution is then a matrix product. Source: K. Chellapilla, S. Puri and P. Simard, "High Performance Convolutional Neural Networks for
/// Document Processing", IWFHR 2006. <see cref="ScatterAdd"/> is the adjoint of <see cref="Gather"/> ("col2im").
/// </remarks>
internal static unsafe class ImageColumns
{
    /// <summary>Copies what the windows of a tile see of some channels; 0 outside the image.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Gather<T>(in ConvolutionSizes sizes, in OutputTile tile, int channels, T* image, T* columns)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int tap = 0; tap < sizes.Taps; tap++, columns += tile.Length)
        {
            var inside = new InsideWindows(sizes, tile, tap);
            T* from = image + inside.Source, to = columns;
            for (int channel = 0; channel < channels; channel++, from += sizes.InputArea, to += sizes.Taps * tile.Length)
            {
                if (inside.Length == 0)
                {
                    new Span<T>(to, tile.Length).Clear();
                }
                else if (inside.IsRun)
                {
                    new ReadOnlySpan<T>(from, inside.RunLength).CopyTo(new Span<T>(to + inside.Target, inside.RunLength));
                    ClearOutside(inside, tile, to);
                }
                else
                {
                    if (inside.Length < tile.Length) new Span<T>(to, tile.Length).Clear();
                    if (sizes.Width.Stride == 1) Packing.CopyColumns(inside.Rows, inside.Columns, from, inside.SourceStride, to + inside.Target, tile.Columns);
                    else CopyApart(inside, sizes.Width.Stride, from, to + inside.Target, tile.Columns);
                }
            }
        }
    }

    /// <summary>Adds the columns of a tile to the elements of the image that they are copies of. The columns serve as scratch.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScatterAdd<T>(in ConvolutionSizes sizes, in OutputTile tile, int channels, T* columns, T* image)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int tap = 0; tap < sizes.Taps; tap++, columns += tile.Length)
        {
            var inside = new InsideWindows(sizes, tile, tap);
            if (inside.Length == 0) continue;
            T* from = columns, to = image + inside.Source;
            for (int channel = 0; channel < channels; channel++, from += sizes.Taps * tile.Length, to += sizes.InputArea)
            {
                if (inside.IsRun)
                {
                    ClearGaps(inside, tile, from);
                    RowSpread.AddRows(from + inside.Target, 0, 1, inside.RunLength, to, 0);
                }
                else if (sizes.Width.Stride == 1)
                {
                    RowSpread.AddRows(from + inside.Target, tile.Columns, inside.Rows, inside.Columns, to, inside.SourceStride);
                }
                else
                {
                    AddApart(inside, sizes.Width.Stride, from + inside.Target, tile.Columns, to);
                }
            }
        }
    }

    private static void ClearOutside<T>(in InsideWindows inside, in OutputTile tile, T* columns) where T : unmanaged
    {
        int end = inside.Target + inside.RunLength;
        new Span<T>(columns, inside.Target).Clear();
        ClearGaps(inside, tile, columns);
        new Span<T>(columns + end, tile.Length - end).Clear();
    }

    // Between the inside windows of a row and those of the next are some whose tap lies beside the image.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ClearGaps<T>(in InsideWindows inside, in OutputTile tile, T* columns) where T : unmanaged
    {
        int gap = tile.Columns - inside.Columns;
        T* to = columns + inside.Target + inside.Columns;
        for (int row = inside.Rows - 1; row > 0; row--, to += tile.Columns)
            for (int i = 0; i < gap; i++) to[i] = default;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void CopyApart<T>(in InsideWindows inside, nint step, T* from, T* to, nint toStride) where T : unmanaged
    {
        for (int row = inside.Rows; row > 0; row--, from += inside.SourceStride, to += toStride)
            for (nint k = 0; k < inside.Columns; k++) to[k] = from[k * step];
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddApart<T>(in InsideWindows inside, nint step, T* from, nint fromStride, T* to)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (int row = inside.Rows; row > 0; row--, from += fromStride, to += inside.SourceStride)
            for (nint k = 0; k < inside.Columns; k++) to[k * step] += from[k];
    }
}
