namespace MicroGrad.Simd.Kernels;

/// <summary>The windows of a tile for which one tap lies inside the image: a rectangle of them.</summary>
internal readonly struct InsideWindows
{
    public readonly int Rows, Columns;

    /// <summary>Where the tap of the first of them stands in the image, and how far on that of the one below is.</summary>
    public readonly nint Source, SourceStride;

    /// <summary>The number of the first of them in the tile.</summary>
    public readonly int Target;

    /// <summary>Windows from the first of them to the last.</summary>
    public readonly int RunLength;

    /// <summary>Their taps follow one another in the image as the windows do in the tile, up to those between two rows, which lie outside.</summary>
    public readonly bool IsRun;

    public InsideWindows(in ConvolutionSizes sizes, in OutputTile tile, int tap)
    {
        (int verticalTap, int horizontalTap) = Math.DivRem(tap, sizes.Width.Kernel);
        WindowAxis height = sizes.Height, width = sizes.Width;
        int row = Math.Max(tile.FirstRow, height.FirstInside(verticalTap)), column = Math.Max(tile.FirstColumn, width.FirstInside(horizontalTap));
        Rows = Math.Max(0, Math.Min(tile.FirstRow + tile.Rows, height.EndInside(verticalTap)) - row);
        Columns = Math.Max(0, Math.Min(tile.FirstColumn + tile.Columns, width.EndInside(horizontalTap)) - column);
        SourceStride = (nint)height.Stride * width.Input;
        Source = (nint)(row * height.Stride + height.Start(verticalTap)) * width.Input + column * width.Stride + width.Start(horizontalTap);
        Target = (row - tile.FirstRow) * tile.Columns + column - tile.FirstColumn;
        RunLength = (Rows - 1) * tile.Columns + Columns;
        IsRun = width.Stride == 1 && SourceStride == tile.Columns;
    }

    public int Length => Rows * Columns;
}
