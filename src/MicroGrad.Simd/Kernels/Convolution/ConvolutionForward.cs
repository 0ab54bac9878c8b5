namespace MicroGrad.Simd.Kernels;

/// <summary>y = W·columns(x), or y += that: a unit is a tile of one group of one image.</summary>
internal readonly unsafe struct ConvolutionForward<T> : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConvolutionSizes _sizes;
    private readonly ConvolutionBlocks _blocks;
    private readonly T* _x, _weight, _y;
    private readonly bool _accumulate;

    public ConvolutionForward(in ConvolutionSizes sizes, T* x, T* weight, T* y, bool accumulate)
    {
        _sizes = sizes;
        _blocks = new(sizes, sizeof(T));
        _x = x;
        _weight = weight;
        _y = y;
        _accumulate = accumulate;
        ScratchLength = _blocks.ScratchLength(sizes, ProductScratch);
    }

    public int Count => _sizes.Images * _sizes.Groups * _blocks.Tiles;

    public int ScratchLength { get; }

    [MethodImpl(Compile.Alone)]
    public void Run(int unit, T* scratch)
    {
        (int image, int tileNumber) = Math.DivRem(unit, _sizes.Groups * _blocks.Tiles);
        (int group, tileNumber) = Math.DivRem(tileNumber, _blocks.Tiles);
        OutputTile tile = _blocks.Tile(tileNumber);
        T* x = _x + _sizes.InputStart(image, group), weight = _weight + _sizes.WeightStart(group);
        T* y = _y + _sizes.OutputStart(image, group) + tile.Start(_sizes.Width.Output);
        bool accumulate = _accumulate;
        for (int channel = 0; channel < _sizes.Inputs; channel += _blocks.Channels, accumulate = true)
        {
            int channels = Math.Min(_blocks.Channels, _sizes.Inputs - channel), depth = channels * _sizes.Taps;
            ColumnBlock<T> columns = ColumnBlock<T>.Gather(_sizes, tile, channels, x + (nint)channel * _sizes.InputArea, scratch);
            MatrixProduct<T> product = Product(_sizes, channels, tile.Length);
            product.Multiply(
                Matrix.Span(weight + channel * _sizes.Taps, _sizes.Outputs, depth, _sizes.FilterLength), _sizes.FilterLength,
                columns.Elements, columns.Stride,
                Matrix.Span(y, _sizes.Outputs, tile.Length, _sizes.OutputArea), _sizes.OutputArea,
                accumulate ? Combination<T>.Accumulate : Combination<T>.Overwrite, new(scratch + _blocks.ColumnsLength, product.ScratchLength));
        }
    }

    private static MatrixProduct<T> Product(in ConvolutionSizes sizes, int channels, int places) => new(false, false, sizes.Outputs, places, channels * sizes.Taps);

    private static int ProductScratch(ConvolutionSizes sizes, int channels, int places) => Product(sizes, channels, places).ScratchLength;
}
