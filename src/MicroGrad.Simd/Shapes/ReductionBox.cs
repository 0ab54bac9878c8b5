namespace MicroGrad.Simd.Shapes;

/// <summary>What one part of a <see cref="ReductionCut"/> covers.</summary>
internal struct ReductionBox
{
    /// <summary>Elements along each axis.</summary>
    public PerAxis Counts;

    /// <summary>Where its first element stands, from where the reduction's first one does.</summary>
    public int Start;

    /// <summary>Likewise in the other buffer.</summary>
    public int BesideStart;

    /// <summary>Its results are the numbers FirstResult to FirstResult + Results − 1.</summary>
    public int FirstResult;

    public int Results;

    /// <summary>Which piece of the outermost reduced axis it covers.</summary>
    public int Piece;
}
