using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>y = Σ x over a set of axes; VJP: the upstream gradient, broadcast along them.</summary>
internal sealed class SumRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly SumRule<T> Instance = new();

    public override string Name => "sum";

    public override void Forward(INode<T> node)
    {
        node.Output.Clear();
        Reduction.Map(node).Fold<T, SumFold>(node.Elements(0), 0, node.Output);
    }

    public override void Backward(INode<T> node)
    {
        StridedMap map = Reduction.Map(node);
        Span<T> dx = node.Grad(0);
        for (int start = 0; start < dx.Length; start += Tiles.Length)
        {
            Span<T> part = dx[start..Math.Min(start + Tiles.Length, dx.Length)], dy = node.Tile(0)[..part.Length];
            map.Gather(node.Upstream, start, dy);
            TensorPrimitives.Add(part, dy, part);
        }
    }
}
