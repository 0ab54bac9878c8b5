using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>The elements moved along axes, those that leave at the end coming back at the start; VJP: the upstream gradient, moved back.</summary>
/// <remarks>The node's integers are how far along each axis, at least 0 and less than the extent.</remarks>
internal sealed class RollRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly RollRule<T> Instance = new();

    public override string Name => "roll";

    public override void Forward(INode<T> node) => Move(node, 0, node.Layout(0), Layout.Contiguous(node.Shape), forward: true);

    public override void Backward(INode<T> node)
    {
        Layout whole = Layout.Contiguous(node.Shape);
        Move(node, 0, whole, whole, forward: false);
    }

    /// <summary>Cuts a part of the operand and the part of the result that it becomes at every axis from this one on, and moves the pieces.</summary>
    private static void Move(INode<T> node, int axis, in Layout x, in Layout y, bool forward)
    {
        if (axis == y.Shape.Rank)
        {
            if (forward) Transfer.Copy(node.Storage(0), x, node.Output, y);
            else Transfer.Add(node.Upstream, y, node.Grad(0), x);
            return;
        }

        int back = node.Integers[axis], ahead = y.Shape.Extents[axis] - back;
        if (back == 0)
        {
            Move(node, axis + 1, x, y, forward);
            return;
        }

        Move(node, axis + 1, x.Slice(axis, 0, ahead), y.Slice(axis, back, ahead), forward);
        Move(node, axis + 1, x.Slice(axis, ahead, back), y.Slice(axis, 0, back), forward);
    }
}
