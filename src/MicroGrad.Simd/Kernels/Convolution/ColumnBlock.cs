namespace MicroGrad.Simd.Kernels;

/// <summary>The columns of a tile: in scratch, or where the convolution is pointwise the image itself.</summary>
internal readonly unsafe ref struct ColumnBlock<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private ColumnBlock(Span<T> elements, int stride)
    {
        Elements = elements;
        Stride = stride;
    }

    public Span<T> Elements { get; }

    /// <summary>From one row, that of a channel and a tap, to the next.</summary>
    public int Stride { get; }

    /// <summary>Columns whose elements are still to be computed.</summary>
    public static ColumnBlock<T> At(in ConvolutionSizes sizes, in OutputTile tile, int channels, T* image, T* scratch) =>
        sizes.IsPointwise
            ? new(Matrix.Span(image + tile.Start(sizes.Width.Output), channels, tile.Length, sizes.InputArea), sizes.InputArea)
            : new(new(scratch, channels * sizes.Taps * tile.Length), tile.Length);

    /// <summary>Columns that hold what the windows see.</summary>
    public static ColumnBlock<T> Gather(in ConvolutionSizes sizes, in OutputTile tile, int channels, T* image, T* scratch)
    {
        if (!sizes.IsPointwise) ImageColumns.Gather(sizes, tile, channels, image, scratch);
        return At(sizes, tile, channels, image, scratch);
    }
}
