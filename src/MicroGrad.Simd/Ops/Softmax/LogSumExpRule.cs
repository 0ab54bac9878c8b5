using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = ln Σⱼ e^xⱼ over the trailing elements of x, one y for as many as the node's argument says; VJP: dy e^(x − y).</summary>
internal sealed class LogSumExpRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly LogSumExpRule<T> Instance = new();

    public override string Name => "logsumexp";

    public override void Forward(INode<T> node) =>
        SoftmaxRows.LogSumExp(node.Elements(0), node.Argument, node.Save(2 * node.Output.Length), node.Output, node.Threads);

    public override void Backward(INode<T> node) =>
        SoftmaxRows.AddLogSumExpVjp(node.Upstream, node.Elements(0), node.Saved, node.Argument, node.Grad(0), node.Threads);
}
