using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>The elements of a tensor in some places of a larger one, and one number in all others; VJP: the upstream gradient in those places.</summary>
/// <remarks>The node's integers are the offset and the strides of the places, its number stands in the others.</remarks>
internal sealed class PlaceRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly PlaceRule<T> Pad = new("pad"), Diagonal = new("diagonal embed");

    private PlaceRule(string name) => Name = name;

    public override string Name { get; }

    public override void Forward(INode<T> node)
    {
        ref readonly Layout x = ref node.Layout(0);
        node.Output.Fill(node.Number);
        Transfer.Copy(node.Storage(0), x, node.Output, Layout.FromPlaces(x.Shape, node.Integers));
    }

    public override void Backward(INode<T> node)
    {
        Shape shape = node.Layout(0).Shape;
        Transfer.Add(node.Upstream, Layout.FromPlaces(shape, node.Integers), node.Grad(0), Layout.Contiguous(shape));
    }
}
