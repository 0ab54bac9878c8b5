using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y[…, i, …] = x[…, indices[…, i, …], …] along the axis that is the node's argument; VJP: dy is added at the indices, in order.</summary>
/// <remarks>A sort or a choice of the largest is a gather too, by indices that the numbers themselves gave.</remarks>
internal sealed class GatherRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly GatherRule<T> Gather = new("gather"), Sort = new("sort"), TopK = new("top k");

    private GatherRule(string name) => Name = name;

    public override string Name { get; }

    public override void Forward(INode<T> node) =>
        IndexedAxis.Gather(node.Storage(0), node.Layout(0), node.Argument, node.Shape, node.Integers, node.Output);

    public override void Backward(INode<T> node) =>
        IndexedAxis.ScatterAdd(node.Upstream, node.Shape, node.Integers, node.Argument, node.Layout(0).Shape, node.Grad(0));
}
