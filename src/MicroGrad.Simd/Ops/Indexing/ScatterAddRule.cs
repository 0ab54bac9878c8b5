using System.Numerics.Tensors;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>y = x, with every element of a source added at its index along the axis that is the node's argument; VJPs: dy for x, dy at the indices for the source.</summary>
internal sealed class ScatterAddRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly ScatterAddRule<T> Instance = new();

    public override string Name => "scatter add";

    public override void Forward(INode<T> node)
    {
        node.Elements(0).CopyTo(node.Output);
        IndexedAxis.ScatterAdd(node.Elements(1), node.Layout(1).Shape, node.Integers, node.Argument, node.Shape, node.Output);
    }

    public override void Backward(INode<T> node)
    {
        if (node.Wants(0)) TensorPrimitives.Add(node.Grad(0), node.Upstream, node.Grad(0));
        if (!node.Wants(1)) return;
        Span<T> values = node.Scratch(node.Integers.Length), dSource = node.Grad(1);
        IndexedAxis.Gather(node.Upstream, Layout.Contiguous(node.Shape), node.Argument, node.Layout(1).Shape, node.Integers, values);
        TensorPrimitives.Add(dSource, values, dSource);
    }
}
