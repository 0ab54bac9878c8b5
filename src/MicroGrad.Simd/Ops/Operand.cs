using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>One operand of an element-wise op, stretched to the shape of the result and read piece by piece.</summary>
internal ref struct Operand<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly StridedMap _map;
    private readonly ReadOnlySpan<T> _storage;
    private readonly Span<T> _tile;
    private int _filled;

    public Operand(INode<T> node, int operand, int tile)
    {
        ref readonly Layout layout = ref node.Layout(operand);
        _map = new StridedMap(layout.BroadcastTo(node.Shape));
        _storage = node.Storage(operand);
        _tile = node.Tile(tile);
    }

    public readonly bool IsContiguous => _map.IsContiguous;

    /// <summary>The elements [start, start + count) of the result's shape, where start is a multiple of the chosen piece.</summary>
    public ReadOnlySpan<T> Read(int start, int count)
    {
        if (_map.IsContiguous) return _storage.Slice(_map.Offset + start, count);
        if (_filled < count || !_map.Repeats(_filled))
        {
            _map.Gather(_storage, start, _tile[..count]);
            _filled = count;
        }

        return _tile[..count];
    }
}
