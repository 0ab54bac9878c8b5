namespace MicroGrad.Simd.Nn;

/// <summary>A multi-layer perceptron: dense layers with one activation between them.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Mlp<T> : Chain<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>Makes a network with random weights and a linear output, whose activations are computed together with their layers.</summary>
    /// <inheritdoc cref="Mlp{T}(ReadOnlySpan{int}, Func{Tensor{T}, Tensor{T}}, Func{Tensor{T}, Tensor{T}}, Random)"/>
    public Mlp(ReadOnlySpan<int> sizes, Activation activation, Random random)
        : this(sizes, activation, Activation.Identity, random)
    {
    }

    /// <summary>Makes a network with random weights, whose activations are computed together with their layers.</summary>
    /// <inheritdoc cref="Mlp{T}(ReadOnlySpan{int}, Func{Tensor{T}, Tensor{T}}, Func{Tensor{T}, Tensor{T}}, Random)"/>
    public Mlp(ReadOnlySpan<int> sizes, Activation activation, Activation outputActivation, Random random)
        : base(Layers(sizes, (i, last) => new Dense<T>(i.Inputs, i.Outputs, last ? outputActivation : activation, random, i.Name)))
    {
    }

    /// <summary>Makes a network with random weights and any activations.</summary>
    /// <param name="sizes">Features from input to output, such as [2, 16, 16, 2].</param>
    /// <param name="activation">Applied after every layer but the last.</param>
    /// <param name="outputActivation">Applied after the last layer; null for a linear output.</param>
    /// <param name="random">Where the weights are drawn from.</param>
    /// <exception cref="ArgumentException">There are fewer than two sizes.</exception>
    public Mlp(ReadOnlySpan<int> sizes, Func<Tensor<T>, Tensor<T>> activation, Func<Tensor<T>, Tensor<T>>? outputActivation, Random random)
        : base(Layers(sizes, (i, last) => new Dense<T>(i.Inputs, i.Outputs, last ? outputActivation : NotNull(activation), random, i.Name)))
    {
    }

    private static Dense<T>[] Layers(ReadOnlySpan<int> sizes, Func<(int Inputs, int Outputs, string Name), bool, Dense<T>> make)
    {
        if (sizes.Length < 2) throw new ArgumentException($"Mlp: {sizes.Length} sizes were given. At least two are needed, input and output.", nameof(sizes));
        var layers = new Dense<T>[sizes.Length - 1];
        for (int i = 0; i < layers.Length; i++) layers[i] = make((sizes[i], sizes[i + 1], $"layers.{i}"), i == layers.Length - 1);
        return layers;
    }

    private static Func<Tensor<T>, Tensor<T>> NotNull(Func<Tensor<T>, Tensor<T>> activation)
    {
        ArgumentNullException.ThrowIfNull(activation);
        return activation;
    }
}
