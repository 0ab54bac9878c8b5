namespace MicroGrad.Simd.Nn;

/// <summary>All axes but the first as one: images as rows of features, for a dense layer.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Flatten<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        Shape shape = x.Shape;
        int features = 1;
        foreach (int extent in shape.Extents[1..]) features *= extent;
        return x.Reshape([shape[0], features]);
    }
}
