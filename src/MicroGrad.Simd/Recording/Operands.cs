namespace MicroGrad.Simd.Recording;

/// <summary>The nodes that an op was applied to; −1 from the first place that it leaves empty.</summary>
[InlineArray(Capacity)]
internal struct Operands
{
    /// <summary>The most operands of an op.</summary>
    public const int Capacity = 3;

    private int _first;

    public Operands(int first = -1, int second = -1, int third = -1)
    {
        this[0] = first;
        this[1] = second;
        this[2] = third;
    }
}
