using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>The three passes of a convolution y = W ∗ x, of which a transposed convolution has the same.</summary>
/// <param name="node">Whose scratch and threads are used.</param>
/// <param name="sizes">Of the convolution, whatever of it is the node's operand or result.</param>
internal readonly unsafe ref struct ConvolutionPass<T>(INode<T> node, ConvolutionSizes sizes)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>y = W ∗ x, or y += W ∗ x.</summary>
    public void Forward(ReadOnlySpan<T> x, ReadOnlySpan<T> weight, ReadOnlySpan<T> y, bool accumulate)
    {
        if (DirectRoute.Takes<T>(sizes, sizes.Width.Output))
            Share(DirectConvolution<T>.Forward(sizes, Pinned.Address(x), Pinned.Address(weight), Pinned.Address(y), accumulate));
        else
            Share(new ConvolutionForward<T>(sizes, Pinned.Address(x), Pinned.Address(weight), Pinned.Address(y), accumulate));
    }

    /// <summary>dx += the VJP for x.</summary>
    public void AddInputVjp(ReadOnlySpan<T> dy, ReadOnlySpan<T> weight, ReadOnlySpan<T> dx)
    {
        if (DirectRoute.Takes<T>(sizes, sizes.Width.Input))
            Share(DirectConvolution<T>.InputVjp(sizes, Pinned.Address(dy), Pinned.Address(weight), Pinned.Address(dx)));
        else
            Share(new ConvolutionInputVjp<T>(sizes, Pinned.Address(dy), Pinned.Address(weight), Pinned.Address(dx)));
    }

    /// <summary>dW += the VJP for W.</summary>
    public void AddWeightVjp(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> dWeight)
    {
        var shares = new WeightShares(sizes);
        T* sums = Pinned.Address<T>(node.Scratch(shares.SumsLength)), sum = Pinned.Address(dWeight);
        if (DirectRoute.Takes<T>(sizes, sizes.Width.Output)) Share(new DirectWeightVjp<T>(sizes, Pinned.Address(dy), Pinned.Address(x), sum, sums));
        else Share(new ConvolutionWeightVjp<T>(sizes, Pinned.Address(dy), Pinned.Address(x), sum, sums));
        shares.Add(sums, sum);
    }

    private void Share<TUnits>(in TUnits units) where TUnits : unmanaged, IUnits<T> => Units.Run(node, units, sizes.Work);
}
