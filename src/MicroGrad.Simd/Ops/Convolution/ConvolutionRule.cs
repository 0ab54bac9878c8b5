using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = W ∗ x + b: cross-correlation of images with filters. VJPs: dx by the adjoint, dW by correlating dy with x, db the sums of dy.</summary>
/// <remarks>The node's integers are the <see cref="Windows"/>, its argument the number of groups. The bias is the third operand of one of the two instances.</remarks>
internal sealed class ConvolutionRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly ConvolutionRule<T> Plain = new(hasBias: false), WithBias = new(hasBias: true);

    private readonly bool _hasBias;

    private ConvolutionRule(bool hasBias) => _hasBias = hasBias;

    public override string Name => "convolution";

    public override void Forward(INode<T> node)
    {
        if (node.Output.IsEmpty) return;
        ConvolutionSizes sizes = Sizes(node);
        if (_hasBias) ChannelBias.Fill(node.Elements(2), sizes.OutputArea, node.Output);
        new ConvolutionPass<T>(node, sizes).Forward(node.Elements(0), node.Elements(1), node.Output, accumulate: _hasBias);
    }

    public override void Backward(INode<T> node)
    {
        if (node.Upstream.IsEmpty) return;
        ConvolutionSizes sizes = Sizes(node);
        var pass = new ConvolutionPass<T>(node, sizes);
        if (node.Wants(0)) pass.AddInputVjp(node.Upstream, node.Elements(1), node.Grad(0));
        if (node.Wants(1)) pass.AddWeightVjp(node.Upstream, node.Elements(0), node.Grad(1));
        if (_hasBias && node.Wants(2)) ChannelBias.AddVjp(node.Upstream, sizes.OutputArea, node.Grad(2));
    }

    private static ConvolutionSizes Sizes(INode<T> node) =>
        Windows.Of(node.Integers).Sizes(node.Layout(0).Shape, node.Layout(1).Shape, node.Shape, node.Argument);
}
