namespace MicroGrad.Simd.Recording;

/// <summary>The nodes that an op was applied to; −1 from the first place that it leaves empty.</summary>
/// <remarks>Where there are more than fit here, the tape lists them, and this holds where the list starts and, negative, how long it is.</remarks>
[InlineArray(Capacity)]
internal struct Operands
{
    /// <summary>The most operands that need no list.</summary>
    public const int Capacity = 3;

    private int _first;

    public Operands(int first = -1, int second = -1, int third = -1)
    {
        this[0] = first;
        this[1] = second;
        this[2] = third;
    }

    public readonly bool AreListed => this[2] < -1;

    public readonly int ListStart => this[0];

    public readonly int ListLength => -this[2];

    /// <summary>Operands that the tape lists.</summary>
    /// <param name="start">Where in the tape's list.</param>
    /// <param name="count">More than <see cref="Capacity"/>.</param>
    public static Operands Listed(int start, int count) => new(start, -1, -count);
}
