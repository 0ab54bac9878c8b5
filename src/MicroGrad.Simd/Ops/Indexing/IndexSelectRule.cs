using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>The slices of x at some indices along the axis that is the node's argument; VJP: each slice of dy is added where its slice came from, in order.</summary>
internal sealed class IndexSelectRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const int None = -1;

    public static readonly IndexSelectRule<T> Instance = new();

    public override string Name => "index select";

    public override void Forward(INode<T> node) =>
        IndexedRows.Copy(node.Elements(0), AxisBlocks.Of(node.Layout(0).Shape, node.Argument), node.Integers, node.Output);

    public override void Backward(INode<T> node) =>
        IndexedRows.Add(node.Upstream, AxisBlocks.Of(node.Layout(0).Shape, node.Argument), node.Integers, None, node.Grad(0));
}
