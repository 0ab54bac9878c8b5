using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>The elements of another tensor, stretched along some axes without a copy; VJP: the upstream gradient, summed over them.</summary>
internal sealed class BroadcastRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly BroadcastRule<T> Instance = new();

    public override string Name => "broadcast";

    public override void Forward(INode<T> node)
    {
        // A view shares its operand's buffer: there is nothing to compute.
    }

    public override void Backward(INode<T> node)
    {
        AxisSet stretched = AxisSet.Stretched(node.Layout(0).Shape, node.Shape);
        Span<T> dx = node.Grad(0);
        if (stretched.Bits == 0) TensorPrimitives.Add(dx, node.Upstream, dx);
        else FoldJob<T, SumFold>.Run(node, Layout.Contiguous(node.Shape), node.Upstream, stretched, dx, accumulate: true);
    }
}
