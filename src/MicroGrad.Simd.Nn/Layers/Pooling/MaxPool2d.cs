namespace MicroGrad.Simd.Nn;

/// <summary>The greatest element of every window of images, [batch, channels, height, width].</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="kernel">Elements of a window.</param>
/// <param name="stride">From one window to the next; the kernel where it is left out.</param>
/// <param name="padding">How far windows reach outside, at most half of one; nothing where it is left out.</param>
public sealed class MaxPool2d<T>(Pair kernel, Pair? stride = null, Pair? padding = null) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.MaxPool2d(kernel, stride, padding);
}
