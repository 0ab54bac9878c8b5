namespace MicroGrad.Simd.Kernels;

/// <summary>How a convolution is cut so that the columns of a block, [channels · taps, places], stay in the second-level cache.</summary>
/// <remarks>The cut depends on the sizes alone, so that the same bits come out for every number of threads.</remarks>
internal readonly struct ConvolutionBlocks
{
    private const int ColumnBytes = 256 * 1024;
    private const int LineBytes = 64;

    // Fewer places than this would read the weights too often, and leave the tiles of the product half empty.
    private const int LeastPlaces = 256;

    private readonly int _height, _width, _tileRows, _tileColumns, _across;

    public ConvolutionBlocks(in ConvolutionSizes sizes, int elementSize)
    {
        int limit = ColumnBytes / elementSize;
        (_height, _width) = (sizes.Height.Output, sizes.Width.Output);
        int places = Math.Max(LeastPlaces, limit / Math.Max(1, sizes.FilterLength));
        (_tileRows, _tileColumns) = _width <= places ? (TileRows(places / Math.Max(1, _width), Math.Max(1, LineBytes / elementSize)), _width) : (1, Even(_width, places));
        _across = CeilingDivide(_width, _tileColumns);
        Tiles = CeilingDivide(_height, _tileRows) * _across;
        TileLength = _tileRows * _tileColumns;
        Channels = sizes.IsPointwise ? sizes.Inputs : Even(sizes.Inputs, Math.Max(1, limit / Math.Max(1, sizes.Taps * TileLength)));
        ChannelBlocks = CeilingDivide(sizes.Inputs, Channels);
        ColumnsLength = sizes.IsPointwise ? 0 : Channels * sizes.Taps * TileLength;
    }

    public int Tiles { get; }

    /// <summary>Places of the largest tile.</summary>
    public int TileLength { get; }

    /// <summary>Input channels of the largest block.</summary>
    public int Channels { get; }

    public int ChannelBlocks { get; }

    /// <summary>Elements of the columns of the largest block.</summary>
    public int ColumnsLength { get; }

    public OutputTile Tile(int tile)
    {
        int row = tile / _across * _tileRows, column = tile % _across * _tileColumns;
        return new(row, Math.Min(_tileRows, _height - row), column, Math.Min(_tileColumns, _width - column));
    }

    /// <summary>Scratch for the columns and for the product of any block.</summary>
    /// <param name="sizes">The sizes that the blocks were made for.</param>
    /// <param name="scratchOf">The scratch of the product for so many channels and places.</param>
    public int ScratchLength(in ConvolutionSizes sizes, Func<ConvolutionSizes, int, int, int> scratchOf)
    {
        // The last block may need more than a full one: for columns that fill no vector.
        int lastTile = Tile(Tiles - 1).Length, lastChannels = sizes.Inputs - (ChannelBlocks - 1) * Channels;
        int full = Math.Max(scratchOf(sizes, Channels, TileLength), scratchOf(sizes, Channels, lastTile));
        return ColumnsLength + Math.Max(full, Math.Max(scratchOf(sizes, lastChannels, TileLength), scratchOf(sizes, lastChannels, lastTile)));
    }

    // About equal tiles, unless others leave fewer vectors half empty: of 28 rows of 28 floats, tiles of 8 rows end with a full one, tiles of 7 with a quarter.
    private int TileRows(int limit, int line)
    {
        int best = Even(_height, limit);
        for (int rows = Math.Min(limit, _height); rows > limit / 2; rows--)
            if (Lines(rows, line) < Lines(best, line)) best = rows;
        return best;
    }

    // What the tiles of a channel take, in lines: each tile begins a new one.
    private int Lines(int tileRows, int line) => _height / tileRows * CeilingDivide(tileRows * _width, line) + CeilingDivide(_height % tileRows * _width, line);

    // About equal parts of at most a limit.
    private static int Even(int extent, int limit) => Math.Max(1, CeilingDivide(extent, CeilingDivide(Math.Max(1, extent), limit)));

    private static int CeilingDivide(int x, int y) => (x + y - 1) / y;
}
