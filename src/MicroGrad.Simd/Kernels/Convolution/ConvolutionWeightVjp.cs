namespace MicroGrad.Simd.Kernels;

/// <summary>dW += Σ dy·columns(x)ᵀ over images: a unit is a block of channels of one group, for a share of the images.</summary>
/// <remarks>
/// Where there are several shares, each has a sum of its own, and these are then added in order. How many there are depends on the sizes
/// alone, so that the same bits come out for every number of threads.
/// </remarks>
internal readonly unsafe struct ConvolutionWeightVjp<T> : IUnits<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int MostShares = 8;
    private const int MostElements = 256 * 1024;    // of all sums together
    private const long LeastWork = 250_000;         // multiply-adds of a share

    private readonly ConvolutionSizes _sizes;
    private readonly ConvolutionBlocks _blocks;
    private readonly int _shares;
    private readonly T* _dy, _x, _dWeight, _sums;

    public ConvolutionWeightVjp(in ConvolutionSizes sizes, T* dy, T* x, T* dWeight, T* sums)
    {
        _sizes = sizes;
        _blocks = new(sizes, sizeof(T));
        _shares = Shares(sizes);
        _dy = dy;
        _x = x;
        _dWeight = dWeight;
        _sums = sums;
        ScratchLength = _blocks.ScratchLength(sizes, ProductScratch);
    }

    public int Count => _shares * _sizes.Groups * _blocks.ChannelBlocks;

    public int ScratchLength { get; }

    /// <summary>Elements of all the sums that are added in the end; 0 where there is one share only.</summary>
    public static int SumsLength(in ConvolutionSizes sizes) => Shares(sizes) is > 1 and int shares ? shares * sizes.WeightLength : 0;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Run(int unit, T* scratch)
    {
        (int share, int block) = Math.DivRem(unit, _sizes.Groups * _blocks.ChannelBlocks);
        (int group, block) = Math.DivRem(block, _blocks.ChannelBlocks);
        int channel = block * _blocks.Channels, channels = Math.Min(_blocks.Channels, _sizes.Inputs - channel), depth = channels * _sizes.Taps;
        T* sums = _shares == 1 ? _dWeight : _sums + (nint)share * _sizes.WeightLength;
        Span<T> dWeight = Matrix.Span(sums + _sizes.WeightStart(group) + channel * _sizes.Taps, _sizes.Outputs, depth, _sizes.FilterLength);
        int first = (int)((long)share * _sizes.Images / _shares), end = (int)((share + 1L) * _sizes.Images / _shares);
        bool accumulate = _shares == 1;
        for (int image = first; image < end; image++)
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

    /// <summary>Adds the sums of all shares, in order.</summary>
    public void AddSums()
    {
        if (_shares > 1) ColumnFold.Run<T, SumFold>(_sums, _sizes.WeightLength, _shares, _sizes.WeightLength, _dWeight, accumulate: true);
    }

    private static MatrixProduct<T> Product(in ConvolutionSizes sizes, int channels, int places) => new(false, true, sizes.Outputs, channels * sizes.Taps, places);

    private static int ProductScratch(ConvolutionSizes sizes, int channels, int places) => Product(sizes, channels, places).ScratchLength;

    // At most as many as there are images, so that each has one.
    private static int Shares(in ConvolutionSizes sizes)
    {
        long most = Math.Min(Math.Min(MostShares, sizes.Images), Math.Min(sizes.Work / LeastWork, MostElements / Math.Max(1, sizes.WeightLength)));
        return (int)Math.Max(1, most);
    }
}
