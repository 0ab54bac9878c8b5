namespace MicroGrad.Simd.Nn;

/// <summary>The greatest element of every window of signals, [batch, channels, width].</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="kernel">Elements of a window.</param>
/// <param name="stride">From one window to the next; the kernel where it is left out.</param>
/// <param name="padding">How far windows reach outside, at most half of one.</param>
public sealed class MaxPool1d<T>(int kernel, int? stride = null, int padding = 0) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.MaxPool1d(kernel, stride, padding);
}
