using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = gain · z with z = x / √(mean x² + ε) along the last axis.</summary>
/// <remarks>
/// VJPs, with g = dy · gain and s = 1 / √(mean x² + ε): s (g − z mean gz) for x, Σ dy z over rows for gain.
/// The node's number is ε. The rule saves s of each row.
/// </remarks>
internal sealed class RmsNormRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly RmsNormRule<T> Instance = new();

    public override string Name => "rmsnorm";

    public override void Forward(INode<T> node)
    {
        ReadOnlySpan<T> x = node.Elements(0), gain = node.Elements(1);
        Span<T> columns = node.Save(NormRows<T, Uncentered>.ColumnsLength(x.Length / Math.Max(1, gain.Length)));
        NormRows<T, Uncentered>.Forward(x, gain, [], node.Number, columns, node.Output, node.Threads);
    }

    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<T> x = node.Elements(0), gain = node.Elements(1);
        Span<T> dx = node.Wants(0) ? node.Grad(0) : [], dGain = node.Wants(1) ? node.Grad(1) : [];
        Span<T> sums = node.Scratch(NormRows<T, Uncentered>.SumsLength(x.Length / Math.Max(1, gain.Length), gain.Length));
        NormRows<T, Uncentered>.AddVjp(node.Upstream, x, gain, node.Saved, dx, dGain, [], sums, node.Threads);
    }
}
