namespace MicroGrad.Simd.Nn;

/// <summary>The mean of each of so many windows, which cover images, [batch, channels, height, width], of any size.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="size">The size of the result.</param>
public sealed class AdaptiveAveragePool2d<T>(Pair size) : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.AdaptiveAveragePool2d(size);
}
