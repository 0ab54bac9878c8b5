using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>y = x / (1 − rate) where a random number says so, else 0; VJP: the same of the upstream gradient, with the same numbers made again.</summary>
/// <remarks>The node's integers are the two halves of the key and the threshold below which a number drops its element; its number is the scale.</remarks>
internal sealed unsafe class DropoutRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly DropoutRule<T> Instance = new();

    public override string Name => "dropout";

    public override void Forward(INode<T> node) => Run(node, node.Elements(0), node.Output, accumulate: false);

    public override void Backward(INode<T> node) => Run(node, node.Upstream, node.Grad(0), accumulate: true);

    private static void Run(INode<T> node, ReadOnlySpan<T> x, Span<T> y, bool accumulate)
    {
        ulong key = (uint)node.Integers[0] | (ulong)(uint)node.Integers[1] << 32;
        var kernel = new DropoutKernel<T>(Pinned.Address(x), Pinned.Address<T>(y), y.Length, key, (uint)node.Integers[2], node.Number, accumulate);
        WorkerPool.Run(DropoutKernel<T>.Parts(y.Length), node.Threads, kernel);
    }
}
