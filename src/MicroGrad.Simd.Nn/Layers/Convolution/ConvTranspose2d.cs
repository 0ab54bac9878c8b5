namespace MicroGrad.Simd.Nn;

/// <summary>y = activation(the adjoint of a convolution applied to x, + b): images, [batch, channels, height, width], made larger with filters.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="channels">Channels of x.</param>
/// <param name="filters">Channels of y.</param>
/// <param name="kernel">Taps of a filter.</param>
/// <param name="activation">Applied to the sum; null for none.</param>
/// <param name="random">Where the weights are drawn from.</param>
/// <param name="stride">From where one element is spread to where the next is; 1 where it is left out.</param>
/// <param name="padding">What is cut off on either side of the result; nothing where it is left out.</param>
/// <param name="outputPadding">What the result is larger by, at its end; nothing where it is left out.</param>
/// <param name="dilation">From one tap of a filter to the next; 1 where it is left out.</param>
/// <param name="groups">Each group of channels is spread over its own group of filters.</param>
/// <param name="hasBias">Whether there is a b.</param>
/// <param name="name">Stands before the names of the parameters.</param>
/// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
/// <exception cref="ArgumentException">Channels or filters are no multiple of the groups.</exception>
public sealed class ConvTranspose2d<T>(
    int channels, int filters, Pair kernel, Func<Tensor<T>, Tensor<T>>? activation, Random random,
    Pair? stride = null, Pair? padding = null, Pair? outputPadding = null, Pair? dilation = null, int groups = 1, bool hasBias = true, string name = "conv")
    : ConvolutionLayer<T>(Filters(channels, filters, groups, true, [kernel.Height, kernel.Width]), filters, groups, activation, random, hasBias, name)
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private protected override Tensor<T> Convolve(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, int groupCount) =>
        x.ConvTranspose2d(weight, bias, stride, padding, outputPadding, dilation, groupCount);
}
