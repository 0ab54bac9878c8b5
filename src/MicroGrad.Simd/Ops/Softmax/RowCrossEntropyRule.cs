using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = ln Σⱼ e^xⱼ − x_c for each row, c the row's class; VJP: dy (softmax x − onehot c).</summary>
/// <remarks>The node's integers are the classes; a row of a negative one is left out. Softmax x is computed on the way and saved.</remarks>
internal sealed class RowCrossEntropyRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly RowCrossEntropyRule<T> Instance = new();

    public override string Name => "row cross-entropy";

    public override void Forward(INode<T> node)
    {
        ReadOnlySpan<T> x = node.Elements(0);
        Span<T> largest = node.Scratch(node.Integers.Length, 1), p = node.Save(x.Length);
        CrossEntropyRows.Losses(x, node.Layout(0).Shape[^1], node.Integers, p, largest, node.Output, node.Threads);
    }

    public override void Backward(INode<T> node) =>
        CrossEntropyRows.AddVjp(node.Upstream, node.Saved, node.Layout(0).Shape[^1], node.Integers, node.Grad(0), node.Threads);
}
