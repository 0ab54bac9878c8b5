using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Ops;

/// <summary>What reductions share.</summary>
internal static class Reduction
{
    /// <summary>For every element of the operand, the element of the result that it goes into. The node's argument is the set of axes.</summary>
    public static StridedMap Map<T>(INode<T> node) where T : IFloatingPointIeee754<T>
    {
        Shape from = node.Layout(0).Shape;
        Shape kept = new AxisSet((uint)node.Argument).Keep(from);
        return new StridedMap(Layout.Contiguous(kept).BroadcastTo(from));
    }
}
