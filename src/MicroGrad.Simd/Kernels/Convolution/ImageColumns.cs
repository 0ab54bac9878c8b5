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
        for (; channels > 0; channels--, image += sizes.InputArea)
        {
            for (int i = 0; i < sizes.Height.Kernel; i++)
            {
                for (int j = 0; j < sizes.Width.Kernel; j++, columns += tile.Length)
                {
                    var inside = new InsideWindows(sizes, tile, i, j);
                    if (inside.Length < tile.Length) new Span<T>(columns, tile.Length).Clear();
                    if (inside.Length == 0) continue;
                    T* from = image + inside.Source, to = columns + inside.Target;
                    if (sizes.Width.Stride == 1) Packing.CopyColumns(inside.Rows, inside.Columns, from, inside.SourceStride, to, tile.Columns);
                    else CopyApart(inside, sizes.Width.Stride, from, to, tile.Columns);
                }
            }
        }
    }

    /// <summary>Adds the columns of a tile to the elements of the image that they are copies of.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void ScatterAdd<T>(in ConvolutionSizes sizes, in OutputTile tile, int channels, T* columns, T* image)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (; channels > 0; channels--, image += sizes.InputArea)
        {
            for (int i = 0; i < sizes.Height.Kernel; i++)
            {
                for (int j = 0; j < sizes.Width.Kernel; j++, columns += tile.Length)
                {
                    var inside = new InsideWindows(sizes, tile, i, j);
                    if (inside.Length == 0) continue;
                    T* from = columns + inside.Target, to = image + inside.Source;
                    if (sizes.Width.Stride == 1) RowSpread.AddRows(from, tile.Columns, inside.Rows, inside.Columns, to, inside.SourceStride);
                    else AddApart(inside, sizes.Width.Stride, from, tile.Columns, to);
                }
            }
        }
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
