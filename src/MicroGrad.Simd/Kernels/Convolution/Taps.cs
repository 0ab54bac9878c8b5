namespace MicroGrad.Simd.Kernels;

/// <summary>How the taps of a filter lie over a <see cref="PaddedBand"/>.</summary>
internal readonly unsafe struct Taps(int rows, int* columns, int count, nint rowStep, nint windowStep)
{
    /// <summary>Taps from top to bottom.</summary>
    public readonly int Rows = rows;

    /// <summary>Where in a row of the band each tap of a row stands.</summary>
    public readonly int* Columns = columns;

    /// <summary>Taps of a row.</summary>
    public readonly int Count = count;

    /// <summary>Elements of the band from one row of taps to the next, and from one row of windows to the next.</summary>
    public readonly nint RowStep = rowStep, WindowStep = windowStep;

    /// <summary>Neighbouring rows of windows see the same rows of the band, each by another tap.</summary>
    public bool Overlap => RowStep == WindowStep;
}
