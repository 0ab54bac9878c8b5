using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>Which matrix of an operand, counted row-major over its batch axes, stands at each place of the result's batch axes.</summary>
internal readonly struct Places
{
    private readonly Layout _layout;
    private readonly bool _isSame;

    public Places(in Shape operand, in Shape batch)
    {
        Shape own = operand.Leading(operand.Rank - 2);
        _layout = Layout.Contiguous(own).BroadcastTo(batch);
        _isSame = own == batch;
        Count = own.ElementCount;
    }

    /// <summary>Matrices of the operand.</summary>
    public int Count { get; }

    public int this[int place] => _isSame ? place : _layout.OffsetOf(place);
}
