using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = Σ a b along the last axis, over broadcast batch axes; VJPs: da += dy b, db += dy a.</summary>
internal sealed unsafe class DotRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly DotRule<T> Instance = new();

    public override string Name => "dot";

    public override void Forward(INode<T> node)
    {
        RowBatch<T> a = RowBatch<T>.Operand(node, 0), b = RowBatch<T>.Operand(node, 1);
        Span<T> y = node.Output;
        for (int i = 0; i < y.Length; i++) y[i] = DotProduct.Of(a[i], b[i], a.Length);
    }

    public override void Backward(INode<T> node)
    {
        if (node.Wants(0)) AddVjp(node, 0, RowBatch<T>.Operand(node, 1));
        if (node.Wants(1)) AddVjp(node, 1, RowBatch<T>.Operand(node, 0));
    }

    private static void AddVjp(INode<T> node, int operand, in RowBatch<T> others)
    {
        RowBatch<T> grads = RowBatch<T>.Grad(node, operand);
        ReadOnlySpan<T> dy = node.Upstream;
        for (int i = 0; i < dy.Length; i++) ScaledSum.Add(dy[i], others[i], grads[i], grads.Length);
    }
}
