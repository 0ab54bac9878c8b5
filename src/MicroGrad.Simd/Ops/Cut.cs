namespace MicroGrad.Simd.Ops;

/// <summary>Element-wise work, cut into pieces that stay in the first-level cache and, where it is large, into parts of several pieces for threads.</summary>
/// <remarks>The cut depends on the length alone, so that the same bits come out for every number of threads.</remarks>
/// <param name="length">Elements in all.</param>
/// <param name="piece">Elements in a piece.</param>
/// <param name="work">How many times as long as an addition the op takes, roughly.</param>
internal readonly struct Cut(int length, int piece, int work)
{
    // Waking a parked worker takes as long as the cheapest op takes for a quarter of this.
    private const int Threshold = 128 * 1024;
    private const int PartLength = 32 * 1024;

    private readonly int _partLength = (long)length * work < Threshold ? Math.Max(length, 1) : Math.Max(1, PartLength / work / piece) * piece;

    /// <summary>Elements in a piece.</summary>
    public int Piece => piece;

    public int Parts => (length + _partLength - 1) / _partLength;

    public int Start(int part) => part * _partLength;

    public int End(int part) => Math.Min(length, Start(part) + _partLength);
}
