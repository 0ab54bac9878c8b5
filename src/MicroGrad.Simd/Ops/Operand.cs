using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>One operand of an element-wise op, stretched to the shape of the result.</summary>
internal readonly unsafe struct Operand<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* _storage;
    private readonly int _length;
    private readonly StridedMap _map;       // unused where contiguous

    public Operand(INode<T> node, int operand)
    {
        ref readonly Layout layout = ref node.Layout(operand);
        ReadOnlySpan<T> storage = node.Storage(operand);
        _storage = Pinned.Address(storage);
        _length = storage.Length;
        int offset = layout.Offset;
        IsContiguous = layout.IsContiguous && layout.Shape.ElementCount == node.Shape.ElementCount;
        if (!IsContiguous)
        {
            _map = new StridedMap(layout.BroadcastTo(node.Shape));
            IsContiguous = _map.IsContiguous;
            offset = _map.Offset;
        }

        if (IsContiguous) _storage += offset;
    }

    public bool IsContiguous { get; }

    /// <summary>Reads an operand piece by piece, through a tile where it is not contiguous.</summary>
    internal ref struct Reader(ref readonly Operand<T> operand, Span<T> tile)
    {
        private readonly ref readonly Operand<T> _operand = ref operand;
        private readonly Span<T> _tile = tile;
        private int _filled;

        /// <summary>The elements [start, start + count) of the result's shape, where start is a multiple of the chosen piece.</summary>
        public ReadOnlySpan<T> At(int start, int count)
        {
            if (_operand.IsContiguous) return new(_operand._storage + start, count);
            if (_filled < count || !_operand._map.Repeats(_filled))
            {
                _operand._map.Gather(new(_operand._storage, _operand._length), start, _tile[..count]);
                _filled = count;
            }

            return _tile[..count];
        }
    }
}
