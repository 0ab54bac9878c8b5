namespace MicroGrad.Simd.Nn.Scalar;

/// <summary>Neurons side by side on the same inputs.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Layer<T> where T : IFloatingPointIeee754<T>
{
    private readonly Neuron<T>[] _neurons;
    private readonly Value<T>[] _outputs;

    /// <summary>Makes a layer of random neurons.</summary>
    /// <param name="inputs">At least 1.</param>
    /// <param name="outputs">The number of neurons, at least 1.</param>
    /// <param name="relu">Whether ReLU follows each sum.</param>
    /// <param name="random">Where the weights are drawn from.</param>
    /// <param name="name">Stands before the names of the parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public Layer(int inputs, int outputs, bool relu, Random random, string name = "layer")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        _neurons = [.. Enumerable.Range(0, outputs).Select(i => new Neuron<T>(inputs, relu, random, $"{name}.{i}"))];
        _outputs = new Value<T>[outputs];
    }

    /// <summary>The neurons.</summary>
    public IReadOnlyList<Neuron<T>> Neurons => _neurons;

    /// <inheritdoc cref="Neuron{T}.Bind"/>
    public void Bind(ValueTape<T> tape)
    {
        foreach (Neuron<T> neuron in _neurons) neuron.Bind(tape);
    }

    /// <summary>Applies the layer.</summary>
    /// <returns>One value for each neuron; the span is overwritten by the next call.</returns>
    /// <inheritdoc cref="Neuron{T}.Forward"/>
    public ReadOnlySpan<Value<T>> Forward(ReadOnlySpan<Value<T>> x)
    {
        for (int i = 0; i < _neurons.Length; i++) _outputs[i] = _neurons[i].Forward(x);
        return _outputs;
    }
}
