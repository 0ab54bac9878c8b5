using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>y = the greatest element of each window; VJP: the upstream gradient, to the element that was taken.</summary>
/// <remarks>The node's integers are the <see cref="Windows"/> and then, once it is computed, where in its plane each greatest element stands.</remarks>
internal sealed class MaxPoolRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly MaxPoolRule<T> Sliding = new("max pool", isAdaptive: false), Adaptive = new("adaptive max pool", isAdaptive: true);

    private readonly bool _isAdaptive;

    private MaxPoolRule(string name, bool isAdaptive) => (Name, _isAdaptive) = (name, isAdaptive);

    public override string Name { get; }

    public override unsafe void Forward(INode<T> node)
    {
        PoolSizes sizes = PoolNode.Sizes(node, _isAdaptive);
        Units.Run(node, new MaxPool<T>(sizes, Pinned.Address(node.Elements(0)), Pinned.Address<T>(node.Output), Places(node)), sizes.Work);
    }

    public override unsafe void Backward(INode<T> node)
    {
        PoolSizes sizes = PoolNode.Sizes(node, _isAdaptive);
        Units.Run(node, new MaxPoolVjp<T>(sizes, Pinned.Address(node.Upstream), Places(node), Pinned.Address<T>(node.Grad(0))), sizes.Work);
    }

    private static unsafe int* Places(INode<T> node) => Pinned.Address<int>(node.Integers[Windows.Length..]);
}
