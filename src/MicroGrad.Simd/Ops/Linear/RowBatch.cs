using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>One side of dot products over batch axes: a row, the last axis, for every place. Where a batch axis is stretched, rows coincide.</summary>
internal readonly unsafe struct RowBatch<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T* _start;
    private readonly Layout _places;        // of the rows' first elements
    private readonly int? _step;

    private RowBatch(ReadOnlySpan<T> elements, in Layout layout, in Shape batch)
    {
        _start = Pinned.Address(elements);
        _places = layout.Leading(layout.Shape.Rank - 1).BroadcastTo(batch);
        Length = layout.Shape[^1];
        _step = new StridedMap(_places).Step;
    }

    /// <summary>Elements of a row.</summary>
    public int Length { get; }

    public T* this[int place] => _start + (_step is { } step ? _places.Offset + place * step : _places.OffsetOf(place));

    /// <summary>The rows of an operand, where they stand; only if the last axis is strided is it copied.</summary>
    public static RowBatch<T> Operand(INode<T> node, int operand)
    {
        int last = node.Layout(operand).Shape.Rank - 1;
        if (node.Layout(operand).Strides[last] != 1) node.Elements(operand);
        return new(node.Storage(operand), node.Layout(operand), node.Shape);
    }

    /// <summary>The rows of the gradient of an operand.</summary>
    public static RowBatch<T> Grad(INode<T> node, int operand) => new(node.Grad(operand), Layout.Contiguous(node.Layout(operand).Shape), node.Shape);
}
