namespace MicroGrad.Simd.Kernels;

/// <summary>dx += the columns Wᵀ·dy, each added to the place that it is a copy of: a unit is a block of channels of one group of one image.</summary>
internal readonly unsafe struct ConvolutionInputVjp<T> : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConvolutionSizes _sizes;
    private readonly ConvolutionBlocks _blocks;
    private readonly T* _dy, _weight, _dx;

    public ConvolutionInputVjp(in ConvolutionSizes sizes, T* dy, T* weight, T* dx)
    {
        _sizes = sizes;
        _blocks = new(sizes, sizeof(T));
        _dy = dy;
        _weight = weight;
        _dx = dx;
        ScratchLength = _blocks.ScratchLength(sizes, ProductScratch);
    }

    public int Count => _sizes.Images * _sizes.Groups * _blocks.ChannelBlocks;

    public int ScratchLength { get; }

    [MethodImpl(Compile.Alone)]
    public void Run(int unit, T* scratch)
    {
        (int image, int block) = Math.DivRem(unit, _sizes.Groups * _blocks.ChannelBlocks);
        (int group, block) = Math.DivRem(block, _blocks.ChannelBlocks);
        int channel = block * _blocks.Channels, channels = Math.Min(_blocks.Channels, _sizes.Inputs - channel), depth = channels * _sizes.Taps;
        T* weight = _weight + _sizes.WeightStart(group) + channel * _sizes.Taps;
        T* dx = _dx + _sizes.InputStart(image, group) + (nint)channel * _sizes.InputArea, dy = _dy + _sizes.OutputStart(image, group);
        for (int t = 0; t < _blocks.Tiles; t++)
        {
            OutputTile tile = _blocks.Tile(t);
            ColumnBlock<T> columns = ColumnBlock<T>.At(_sizes, tile, channels, dx, scratch);
            MatrixProduct<T> product = Product(_sizes, channels, tile.Length);
            product.Multiply(
                Matrix.Span(weight, _sizes.Outputs, depth, _sizes.FilterLength), _sizes.FilterLength,
                Matrix.Span(dy + tile.Start(_sizes.Width.Output), _sizes.Outputs, tile.Length, _sizes.OutputArea), _sizes.OutputArea,
                columns.Elements, columns.Stride,
                _sizes.IsPointwise ? Combination<T>.Accumulate : Combination<T>.Overwrite, new(scratch + _blocks.ColumnsLength, product.ScratchLength));
            if (!_sizes.IsPointwise) ImageColumns.ScatterAdd(_sizes, tile, channels, scratch, dx);
        }
    }

    private static MatrixProduct<T> Product(in ConvolutionSizes sizes, int channels, int places) => new(true, false, channels * sizes.Taps, places, sizes.Outputs);

    private static int ProductScratch(ConvolutionSizes sizes, int channels, int places) => Product(sizes, channels, places).ScratchLength;
}
