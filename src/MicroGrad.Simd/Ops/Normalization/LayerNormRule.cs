using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = gain · z + bias with z = (x − mean) / √(variance + ε) along the last axis.</summary>
/// <remarks>
/// VJPs, with g = dy · gain and s = 1 / √(variance + ε): s (g − mean g − z mean gz) for x, Σ dy z over rows for gain, Σ dy over rows for bias.
/// The node's number is ε. What the rule saves of each row is in <see cref="NormSet{T}"/>.
/// </remarks>
internal sealed class LayerNormRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly LayerNormRule<T> Instance = new();

    public override string Name => "layernorm";

    public override void Forward(INode<T> node)
    {
        ReadOnlySpan<T> x = node.Elements(0), gain = node.Elements(1), bias = node.Elements(2);
        Span<T> columns = node.Save(NormRows<T, Centered>.ColumnsLength(x.Length / Math.Max(1, gain.Length)));
        NormRows<T, Centered>.Forward(x, gain, bias, node.Number, columns, node.Output, node.Threads);
    }

    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<T> x = node.Elements(0), gain = node.Elements(1);
        Span<T> dx = node.Wants(0) ? node.Grad(0) : [], dGain = node.Wants(1) ? node.Grad(1) : [], dBias = node.Wants(2) ? node.Grad(2) : [];
        Span<T> sums = node.Scratch(NormRows<T, Centered>.SumsLength(x.Length / Math.Max(1, gain.Length), gain.Length));
        NormRows<T, Centered>.AddVjp(node.Upstream, x, gain, node.Saved, dx, dGain, dBias, sums, node.Threads);
    }
}
