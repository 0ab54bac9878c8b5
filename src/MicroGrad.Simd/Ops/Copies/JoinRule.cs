using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>Tensors one after another along an axis, which they have (concat) or which is new (stack); VJP: to each its part of the upstream gradient.</summary>
/// <remarks>The node's argument is the axis.</remarks>
internal sealed class JoinRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly JoinRule<T> Concat = new("concat"), Stack = new("stack");

    private JoinRule(string name) => Name = name;

    public override string Name { get; }

    public override void Forward(INode<T> node)
    {
        int start = 0;
        Span<T> output = node.Output;
        for (int i = 0; i < node.OperandCount; i++) Transfer.Copy(node.Storage(i), node.Layout(i), output, Part(node, i, ref start));
    }

    public override void Backward(INode<T> node)
    {
        int start = 0;
        for (int i = 0; i < node.OperandCount; i++)
        {
            Layout part = Part(node, i, ref start);
            if (node.Wants(i)) Transfer.Add(node.Upstream, part, node.Grad(i), Layout.Contiguous(part.Shape));
        }
    }

    /// <summary>Where an operand stands in the result, of which so much is taken already.</summary>
    private static Layout Part(INode<T> node, int operand, ref int start)
    {
        Layout whole = Layout.Contiguous(node.Shape);
        Shape shape = node.Layout(operand).Shape;
        int axis = node.Argument;
        if (shape.Rank < whole.Shape.Rank) return whole.At(axis, start++);
        Layout part = whole.Slice(axis, start, shape.Extents[axis]);
        start += shape.Extents[axis];
        return part;
    }
}
