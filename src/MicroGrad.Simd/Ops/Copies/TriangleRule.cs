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
        Span<T> y = node.Output;
        Transfer.Copy(node.Storage(0), node.Layout(0), y, Layout.Contiguous(node.Shape));
        for (int start = 0, row = 0; start < y.Length; start += node.Shape[^1], row++)
        {
            (int first, int end) = Kept(node, row);
            y[start..][..first].Clear();
            y[start..][end..node.Shape[^1]].Clear();
        }
    }

    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<T> dy = node.Upstream;
        Span<T> dx = node.Grad(0);
        for (int start = 0, row = 0; start < dy.Length; start += node.Shape[^1], row++)
        {
            (int first, int end) = Kept(node, row);
            Span<T> kept = dx[start..][first..end];
            TensorPrimitives.Add(kept, dy[start..][first..end], kept);
        }
    }

    /// <summary>Which columns of a row, counted over all matrices, are kept.</summary>
    private (int First, int End) Kept(INode<T> node, int row)
    {
        int columns = node.Shape[^1];
        long diagonal = (long)row % node.Shape[^2] + node.Argument;
        return _isLower ? (0, (int)Math.Clamp(diagonal + 1, 0, columns)) : ((int)Math.Clamp(diagonal, 0, columns), columns);
    }
}
