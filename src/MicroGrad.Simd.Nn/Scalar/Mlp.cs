namespace MicroGrad.Simd.Nn.Scalar;

/// <summary>A multi-layer perceptron of scalars: ReLU between the layers, linear output, as in micrograd.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Mlp<T> where T : IFloatingPointIeee754<T>
{
    private readonly Layer<T>[] _layers;

    /// <summary>Makes a network of random neurons.</summary>
    /// <param name="sizes">From input to output, such as [2, 16, 16, 1].</param>
    /// <param name="random">Where the weights are drawn from.</param>
    /// <exception cref="ArgumentException">There are fewer than two sizes.</exception>
    public Mlp(ReadOnlySpan<int> sizes, Random random)
    {
        if (sizes.Length < 2) throw new ArgumentException($"Mlp: {sizes.Length} sizes were given. At least two are needed, input and output.", nameof(sizes));
        _layers = new Layer<T>[sizes.Length - 1];
        for (int i = 0; i < _layers.Length; i++) _layers[i] = new Layer<T>(sizes[i], sizes[i + 1], relu: i < _layers.Length - 1, random, $"layers.{i}");
        Parameters = [.. _layers.SelectMany(layer => layer.Neurons).Select(neuron => neuron.Parameter)];
    }

    /// <summary>The layers in order.</summary>
    public IReadOnlyList<Layer<T>> Layers => _layers;

    /// <summary>One parameter for each neuron, its weights and its bias.</summary>
    public IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc cref="Neuron{T}.Bind"/>
    public void Bind(ValueTape<T> tape)
    {
        foreach (Layer<T> layer in _layers) layer.Bind(tape);
    }

    /// <summary>Applies the network.</summary>
    /// <returns>One value for each output; the span is overwritten by the next call.</returns>
    /// <inheritdoc cref="Neuron{T}.Forward"/>
    public ReadOnlySpan<Value<T>> Forward(ReadOnlySpan<Value<T>> x)
    {
        foreach (Layer<T> layer in _layers) x = layer.Forward(x);
        return x;
    }

    /// <summary>The sum of the squares of all weights and biases: an L2 penalty.</summary>
    /// <inheritdoc cref="Neuron{T}.SumOfSquares"/>
    public Value<T> SumOfSquares()
    {
        Value<T> sum = T.Zero;
        foreach (Layer<T> layer in _layers)
            for (int i = 0; i < layer.Neurons.Count; i++) sum += layer.Neurons[i].SumOfSquares();
        return sum;
    }
}
