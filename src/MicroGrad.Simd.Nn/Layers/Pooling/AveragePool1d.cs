namespace MicroGrad.Simd.Nn;

/// <summary>The mean of every window of signals, [batch, channels, width].</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="kernel">Elements of a window.</param>
/// <param name="stride">From one window to the next; the kernel where it is left out.</param>
/// <param name="padding">Zeros at either end, at most half of a window.</param>
/// <param name="countPadding">Whether those zeros count as elements of their windows.</param>
public sealed class AveragePool1d<T>(int kernel, int? stride = null, int padding = 0, bool countPadding = true) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.AveragePool1d(kernel, stride, padding, countPadding);
}
