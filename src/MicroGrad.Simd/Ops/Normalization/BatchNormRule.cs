using MicroGrad.Simd.Kernels;

namespace MicroGrad.Simd.Ops;

/// <summary>y = (x − mean) / √(variance + ε) · gain + bias, with mean and variance of each channel over the batch; the running ones follow.</summary>
/// <remarks>
/// With x̂ = (x − mean) r, r = 1/√(variance + ε) and N elements: dgain += Σ dy x̂, dbias += Σ dy, dx += gain r (dy − Σ dy / N − x̂ Σ(dy x̂) / N).
/// Saved are the means and r of the channels. The node's number is ε.
/// </remarks>
internal sealed class BatchNormRule<T>(RunningStatistics<T> statistics) : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public override string Name => "batchnorm";

    public override void Forward(INode<T> node)
    {
        ChannelSet set = Channels(node);
        Span<T> saved = node.Save(2 * set.Channels), mean = saved[..set.Channels], inverse = saved[set.Channels..];
        if (node.Output.IsEmpty) return;
        ReadOnlySpan<T> x = node.Elements(0), gain = node.Elements(1);
        Span<T> scratch = node.Scratch(set.Channels + set.RunLength, 1), factor = scratch[..set.Channels];
        ChannelNorm.Moments(set, x, mean, inverse, scratch[set.Channels..]);
        statistics.Follow(mean, inverse, set.Count);
        for (int c = 0; c < set.Channels; c++)
        {
            inverse[c] = T.One / T.Sqrt(inverse[c] + node.Number);
            factor[c] = inverse[c] * gain[c];
        }

        ChannelNorm.Scale(set, x, mean, factor, node.Elements(2), node.Output);
    }

    public override void Backward(INode<T> node)
    {
        ChannelSet set = Channels(node);
        int channels = set.Channels;
        if (node.Upstream.IsEmpty) return;
        ReadOnlySpan<T> x = node.Elements(0), gain = node.Elements(1), mean = node.Saved[..channels], inverse = node.Saved[channels..];
        Span<T> scratch = node.Scratch(3 * channels + set.RunLength), sums = scratch[..channels], products = scratch.Slice(channels, channels);
        Span<T> factor = scratch.Slice(2 * channels, channels);
        ChannelNorm.Sums(set, node.Upstream, x, mean, sums, products, scratch[(3 * channels)..]);
        for (int c = 0; c < channels; c++)
        {
            if (node.Wants(1)) node.Grad(1)[c] += products[c] * inverse[c];
            if (node.Wants(2)) node.Grad(2)[c] += sums[c];
        }

        if (!node.Wants(0)) return;
        T count = T.CreateChecked(set.Count);
        for (int c = 0; c < channels; c++)
        {
            factor[c] = gain[c] * inverse[c];
            products[c] *= -factor[c] * inverse[c] * inverse[c] / count;
            sums[c] = -factor[c] * sums[c] / count - products[c] * mean[c];
        }

        ChannelNorm.AddLinear(set, node.Upstream, x, factor, products, sums, node.Grad(0));
    }

    private static ChannelSet Channels(INode<T> node)
    {
        Shape shape = node.Shape;
        int channels = shape[1];
        return new(shape[0], channels, shape.ElementCount == 0 ? 0 : shape.ElementCount / shape[0] / channels);
    }
}
