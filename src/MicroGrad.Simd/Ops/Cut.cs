namespace MicroGrad.Simd.Ops;

/// <summary>Element-wise work, cut into pieces that stay in the first-level cache and, where it is large, into parts of several pieces for threads.</summary>
/// <remarks>The cut depends on the length alone, so that the same bits come out for every number of threads.</remarks>
internal readonly struct Cut(int length, int piece)
{
    // Waking a parked worker takes as long as the cheapest op takes for a quarter of this.
    private const int Threshold = 128 * 1024;
    private const int PartLength = 32 * 1024;

    private readonly int _partLength = length < Threshold ? Math.Max(length, 1) : PartLength / piece * piece;

    /// <summary>Elements in a piece.</summary>
    public int Piece => piece;

    public int Parts => (length + _partLength - 1) / _partLength;

    public int Start(int part) => part * _partLength;

    public int End(int part) => Math.Min(length, Start(part) + _partLength);
}
