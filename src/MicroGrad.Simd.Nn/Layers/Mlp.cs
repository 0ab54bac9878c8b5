namespace MicroGrad.Simd.Nn;

/// <summary>A multi-layer perceptron: dense layers with one activation between them.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Mlp<T> : Chain<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes a network with random weights.</summary>
    /// <param name="sizes">Features from input to output, such as [2, 16, 16, 2].</param>
    /// <param name="activation">Applied after every layer but the last.</param>
    /// <param name="outputActivation">Applied after the last layer; null for a linear output.</param>
    /// <param name="random">Where the weights are drawn from.</param>
    /// <exception cref="ArgumentException">There are fewer than two sizes.</exception>
    public Mlp(ReadOnlySpan<int> sizes, Func<Tensor<T>, Tensor<T>> activation, Func<Tensor<T>, Tensor<T>>? outputActivation, Random random)
        : base(Layers(sizes, activation, outputActivation, random))
    {
    }

    private static Dense<T>[] Layers(
        ReadOnlySpan<int> sizes, Func<Tensor<T>, Tensor<T>> activation, Func<Tensor<T>, Tensor<T>>? outputActivation, Random random)
    {
        ArgumentNullException.ThrowIfNull(activation);
        if (sizes.Length < 2) throw new ArgumentException($"Mlp: {sizes.Length} sizes were given. At least two are needed, input and output.", nameof(sizes));
        var layers = new Dense<T>[sizes.Length - 1];
        for (int i = 0; i < layers.Length; i++)
        {
            bool last = i == layers.Length - 1;
            layers[i] = new Dense<T>(sizes[i], sizes[i + 1], last ? outputActivation : activation, random, $"layers.{i}");
        }

        return layers;
    }
}
