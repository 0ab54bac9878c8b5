namespace MicroGrad.Simd.Shapes;

/// <summary>One number per axis, held inline: extents, strides or counters.</summary>
[InlineArray(Capacity)]
internal struct PerAxis
{
    /// <summary>The highest rank of a tensor.</summary>
    public const int Capacity = 8;

    private int _first;
}
