using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>yᵢ = e^xᵢ / Σⱼ e^xⱼ along the last axis; VJP: y (dy − Σⱼ dyⱼ yⱼ).</summary>
internal sealed class SoftmaxRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly SoftmaxRule<T> Instance = new();

    public override string Name => "softmax";

    public override void Forward(INode<T> node) =>
        SoftmaxRows.Softmax(node.Elements(0), node.Shape[^1], node.Output, node.Threads);

    public override void Backward(INode<T> node) =>
        SoftmaxRows.AddSoftmaxVjp(node.Upstream, node.Output, node.Shape[^1], node.Grad(0), node.Threads);
}
