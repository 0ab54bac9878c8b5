using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>yᵢ = xᵢ − ln Σⱼ e^xⱼ along the last axis; VJP: dy − e^y Σⱼ dyⱼ.</summary>
internal sealed class LogSoftmaxRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly LogSoftmaxRule<T> Instance = new();

    public override string Name => "logsoftmax";

    public override void Forward(INode<T> node) =>
        SoftmaxRows.LogSoftmax(node.Elements(0), node.Shape[^1], node.Output, node.Threads);

    public override void Backward(INode<T> node) =>
        SoftmaxRows.AddLogSoftmaxVjp(node.Upstream, node.Output, node.Shape[^1], node.Grad(0), node.Threads);
}
