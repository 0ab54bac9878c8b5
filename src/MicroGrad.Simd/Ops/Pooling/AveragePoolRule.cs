using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>y = the mean of each window; VJP: the upstream gradient, in equal shares to the elements.</summary>
/// <remarks>
/// The node's integers are the <see cref="Windows"/> and then the first column and the end of each window of a row; its argument is 1 where
/// zeros in the padding count.
/// </remarks>
internal sealed class AveragePoolRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly AveragePoolRule<T> Sliding = new("average pool", isAdaptive: false), Adaptive = new("adaptive average pool", isAdaptive: true);

    private readonly bool _isAdaptive;

    private AveragePoolRule(string name, bool isAdaptive) => (Name, _isAdaptive) = (name, isAdaptive);

    public override string Name { get; }

    public override unsafe void Forward(INode<T> node)
    {
        PoolSizes sizes = PoolNode.Sizes(node, _isAdaptive);
        sizes.Width.Fill(node.Integers[Windows.Length..]);
        Units.Run(node, new AveragePool<T>(sizes, node.Argument != 0, Columns(node), Pinned.Address(node.Elements(0)), Pinned.Address<T>(node.Output)), sizes.Work);
    }

    public override unsafe void Backward(INode<T> node)
    {
        PoolSizes sizes = PoolNode.Sizes(node, _isAdaptive);
        Units.Run(node, new AveragePoolVjp<T>(sizes, node.Argument != 0, Columns(node), Pinned.Address(node.Upstream), Pinned.Address<T>(node.Grad(0))), sizes.Work);
    }

    private static unsafe int* Columns(INode<T> node) => Pinned.Address<int>(node.Integers[Windows.Length..]);
}
