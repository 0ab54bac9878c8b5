namespace MicroGrad.Simd.Kernels;

/// <summary>Neighbouring places of an output channel, row-major: whole rows, or a piece of one.</summary>
internal readonly record struct OutputTile(int FirstRow, int Rows, int FirstColumn, int Columns)
{
    public int Length => Rows * Columns;

    /// <summary>Where it starts in the channel.</summary>
    public int Start(int width) => FirstRow * width + FirstColumn;
}
