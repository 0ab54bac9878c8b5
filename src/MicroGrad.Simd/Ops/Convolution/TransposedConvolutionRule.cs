using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = the adjoint of a convolution applied to x, + b: forward as that convolution's VJP for its input, and the reverse.</summary>
/// <remarks>As <see cref="ConvolutionRule{T}"/>, whose image is here the result and whose result is here x.</remarks>
internal sealed class TransposedConvolutionRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly TransposedConvolutionRule<T> Plain = new(hasBias: false), WithBias = new(hasBias: true);

    private readonly bool _hasBias;

    private TransposedConvolutionRule(bool hasBias) => _hasBias = hasBias;

    public override string Name => "transposed convolution";

    public override void Forward(INode<T> node)
    {
        if (node.Output.IsEmpty) return;
        ConvolutionSizes sizes = Sizes(node);
        if (_hasBias) ChannelBias.Fill(node.Elements(2), sizes.InputArea, node.Output);
        else node.Output.Clear();
        new ConvolutionPass<T>(node, sizes).AddInputVjp(node.Elements(0), node.Elements(1), node.Output);
    }

    public override void Backward(INode<T> node)
    {
        if (node.Upstream.IsEmpty) return;
        ConvolutionSizes sizes = Sizes(node);
        var pass = new ConvolutionPass<T>(node, sizes);
        if (node.Wants(0)) pass.Forward(node.Upstream, node.Elements(1), node.Grad(0), accumulate: true);
        if (node.Wants(1)) pass.AddWeightVjp(node.Elements(0), node.Upstream, node.Grad(1));
        if (_hasBias && node.Wants(2)) ChannelBias.AddVjp(node.Upstream, sizes.InputArea, node.Grad(2));
    }

    private static ConvolutionSizes Sizes(INode<T> node) =>
        Windows.Of(node.Integers).Sizes(node.Shape, node.Layout(1).Shape, node.Layout(0).Shape, node.Argument);
}
