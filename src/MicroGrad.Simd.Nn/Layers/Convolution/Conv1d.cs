namespace MicroGrad.Simd.Nn;

/// <summary>y = activation(W ∗ x + b): filters slid along signals, [batch, channels, width].</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="channels">Channels of x.</param>
/// <param name="filters">Channels of y.</param>
/// <param name="kernel">Taps of a filter.</param>
/// <param name="activation">Applied to the sum; null for none.</param>
/// <param name="random">Where the weights are drawn from.</param>
/// <param name="stride">From one place of the filters to the next.</param>
/// <param name="padding">Zeros before and behind the signals.</param>
/// <param name="dilation">From one tap of a filter to the next.</param>
/// <param name="groups">Each group of filters sees its own group of channels.</param>
/// <param name="hasBias">Whether there is a b.</param>
/// <param name="name">Stands before the names of the parameters.</param>
/// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
/// <exception cref="ArgumentException">Channels or filters are no multiple of the groups.</exception>
public sealed class Conv1d<T>(
    int channels, int filters, int kernel, Func<Tensor<T>, Tensor<T>>? activation, Random random,
    int stride = 1, int padding = 0, int dilation = 1, int groups = 1, bool hasBias = true, string name = "conv")
    : ConvolutionLayer<T>(Filters(channels, filters, groups, false, [kernel]), filters, groups, activation, random, hasBias, name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected override Tensor<T> Convolve(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, int groupCount) =>
        x.Conv1d(weight, bias, stride, padding, dilation, groupCount);
}
