using System.Numerics.Tensors;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>A matrix, or every one of a batch, with 0 on one side of a diagonal; VJP: the upstream gradient on the other side.</summary>
/// <remarks>The node's argument is how many columns the diagonal lies to the right of the main one.</remarks>
internal sealed class TriangleRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly TriangleRule<T> Lower = new("lower triangle", isLower: true), Upper = new("upper triangle", isLower: false);

    private readonly bool _isLower;

    private TriangleRule(string name, bool isLower)
    {
        Name = name;
        _isLower = isLower;
    }

    public override string Name { get; }

    public override void Forward(INode<T> node)
    {
        (int rows, int columns, int diagonal) = (node.Shape[^2], node.Shape[^1], node.Argument);
        Span<T> y = node.Output;
        Transfer.Copy(node.Storage(0), node.Layout(0), y, Layout.Contiguous(node.Shape));
        for (int start = 0, row = 0; start < y.Length; start += columns, row = row + 1 == rows ? 0 : row + 1)
        {
            (int first, int end) = Kept(row, columns, diagonal);
            y.Slice(start, first).Clear();
            y.Slice(start + end, columns - end).Clear();
        }
    }

    public override void Backward(INode<T> node)
    {
        (int rows, int columns, int diagonal) = (node.Shape[^2], node.Shape[^1], node.Argument);
        ReadOnlySpan<T> dy = node.Upstream;
        Span<T> dx = node.Grad(0);
        for (int start = 0, row = 0; start < dy.Length; start += columns, row = row + 1 == rows ? 0 : row + 1)
        {
            (int first, int end) = Kept(row, columns, diagonal);
            Span<T> kept = dx.Slice(start + first, end - first);
            TensorPrimitives.Add(kept, dy.Slice(start + first, end - first), kept);
        }
    }

    /// <summary>Which columns of a row are kept.</summary>
    private (int First, int End) Kept(int row, int columns, int diagonal)
    {
        long column = (long)row + diagonal;
        return _isLower ? (0, (int)Math.Clamp(column + 1, 0, columns)) : ((int)Math.Clamp(column, 0, columns), columns);
    }
}
