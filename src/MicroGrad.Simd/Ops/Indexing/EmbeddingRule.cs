using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>Rows of a table; VJP: each row of dy is added to the row that it came from, in order, and no other row is touched.</summary>
/// <remarks>The node's argument is a row that gets no gradient, −1 for none.</remarks>
internal sealed class EmbeddingRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly EmbeddingRule<T> Instance = new();

    public override string Name => "embedding";

    public override void Forward(INode<T> node) =>
        IndexedRows.Copy(node.Elements(0), AxisBlocks.Of(node.Layout(0).Shape, 0), node.Integers, node.Output);

    public override void Backward(INode<T> node) =>
        IndexedRows.Add(node.Upstream, AxisBlocks.Of(node.Layout(0).Shape, 0), node.Integers, node.Argument, node.Grad(0));
}
