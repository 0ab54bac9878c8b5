using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = Σ x over a set of axes; VJP: the upstream gradient, broadcast along them.</summary>
internal sealed class SumRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly SumRule<T> Instance = new();

    public override string Name => SumFold.Name;

    public override void Forward(INode<T> node) => FoldJob<T, SumFold>.Run(node);

    public override void Backward(INode<T> node) => SpreadJob<T>.Run(node);
}
