namespace MicroGrad.Simd.Nn;

/// <summary>The mean of every window of images, [batch, channels, height, width].</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="kernel">Elements of a window.</param>
/// <param name="stride">From one window to the next; the kernel where it is left out.</param>
/// <param name="padding">Zeros on either side, at most half of a window; none where it is left out.</param>
/// <param name="countPadding">Whether those zeros count as elements of their windows.</param>
public sealed class AveragePool2d<T>(Pair kernel, Pair? stride = null, Pair? padding = null, bool countPadding = true) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.AveragePool2d(kernel, stride, padding, countPadding);
}
