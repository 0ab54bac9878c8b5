using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>The elements of another tensor in another arrangement, without a copy; VJP: the upstream gradient, put back.</summary>
/// <remarks>The node's integers are the offset and the strides that the elements have in the operand's row-major gradient.</remarks>
internal sealed class ViewRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly ViewRule<T> Reshape = new("reshape"), Permute = new("permute"), Slice = new("slice"), Rearrange = new("rearrange");

    public static readonly ViewRule<T> Flip = new("flip"), Diagonal = new("diagonal");

    private ViewRule(string name) => Name = name;

    public override string Name { get; }

    public override void Forward(INode<T> node)
    {
        // A view shares its operand's buffer: there is nothing to compute.
    }

    public override void Backward(INode<T> node) =>
        Transfer.Add(node.Upstream, Layout.Contiguous(node.Shape), node.Grad(0), Layout.FromPlaces(node.Shape, node.Integers));
}
