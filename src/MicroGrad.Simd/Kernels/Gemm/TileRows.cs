namespace MicroGrad.Simd.Kernels;

/// <summary>How rows are cut into tiles: some tall ones and then some one row shorter, as few as hold all rows.</summary>
/// <remarks>About equal heights, because 12 + 1 rows would leave one row waiting for its own multiply-adds.</remarks>
internal readonly struct TileRows
{
    public readonly int Height, Tall, Short;

    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of what a small product costs besides its multiply-adds.
    public TileRows(int rows, int maxHeight)
    {
        int tiles = (rows + maxHeight - 1) / maxHeight;
        Height = tiles == 1 ? rows : (rows + tiles - 1) / tiles;
        Short = tiles * Height - rows;
        Tall = tiles - Short;
    }
}
