namespace MicroGrad.Simd.Kernels;

/// <summary>dW += Σ dy·columns(x)ᵀ over images: a unit is a block of channels of one group, for a share of the images.</summary>
internal readonly unsafe struct ConvolutionWeightVjp<T> : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly ConvolutionSizes _sizes;
    private readonly ConvolutionBlocks _blocks;
    private readonly WeightShares _shares;
    private readonly T* _dy, _x, _dWeight, _sums;

    public ConvolutionWeightVjp(in ConvolutionSizes sizes, T* dy, T* x, T* dWeight, T* sums)
    {
        _sizes = sizes;
        _blocks = new(sizes, sizeof(T));
        _shares = new(sizes);
        _dy = dy;
        _x = x;
        _dWeight = dWeight;
        _sums = sums;
        ScratchLength = _blocks.ScratchLength(sizes, ProductScratch);
    }

    public int Count => _shares.Count * _sizes.Groups * _blocks.ChannelBlocks;

    public int ScratchLength { get; }

    [MethodImpl(Compile.Alone)]
    public void Run(int unit, T* scratch)
    {
        (int share, int block) = Math.DivRem(unit, _sizes.Groups * _blocks.ChannelBlocks);
        (int group, block) = Math.DivRem(block, _blocks.ChannelBlocks);
        int channel = block * _blocks.Channels, channels = Math.Min(_blocks.Channels, _sizes.Inputs - channel), depth = channels * _sizes.Taps;
        T* sums = _shares.Sum(share, _sums, _dWeight);
        Span<T> dWeight = Matrix.Span(sums + _sizes.WeightStart(group) + channel * _sizes.Taps, _sizes.Outputs, depth, _sizes.FilterLength);
        bool accumulate = _shares.Count == 1;
        for (int image = _shares.Start(share), end = _shares.Start(share + 1); image < end; image++)
        {
            T* x = _x + _sizes.InputStart(image, group) + (nint)channel * _sizes.InputArea, dy = _dy + _sizes.OutputStart(image, group);
            for (int t = 0; t < _blocks.Tiles; t++, accumulate = true)
            {
                OutputTile tile = _blocks.Tile(t);
                ColumnBlock<T> columns = ColumnBlock<T>.Gather(_sizes, tile, channels, x, scratch);
                MatrixProduct<T> product = Product(_sizes, channels, tile.Length);
                product.Multiply(
                    Matrix.Span(dy + tile.Start(_sizes.Width.Output), _sizes.Outputs, tile.Length, _sizes.OutputArea), _sizes.OutputArea,
                    columns.Elements, columns.Stride, dWeight, _sizes.FilterLength,
                    accumulate ? Combination<T>.Accumulate : Combination<T>.Overwrite, new(scratch + _blocks.ColumnsLength, product.ScratchLength));
            }
        }
    }

    private static MatrixProduct<T> Product(in ConvolutionSizes sizes, int channels, int places) => new(false, true, sizes.Outputs, channels * sizes.Taps, places);

    private static int ProductScratch(ConvolutionSizes sizes, int channels, int places) => Product(sizes, channels, places).ScratchLength;
}
