namespace MicroGrad.Simd.Nn;

/// <summary>A gated recurrent unit over sequences: [samples, times, features] to [samples, times, width].</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>It starts from a state of zeros. Weights and biases start uniform on [−1/√width, 1/√width), as PyTorch's do.</remarks>
public sealed class Gru<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _width;
    private Tensor<T>[] _outputs = [];

    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="features">Of each time, at least 1.</param>
    /// <param name="width">Of the hidden state, at least 1.</param>
    /// <param name="random">Where the weights are drawn from.</param>
    /// <param name="name">Stands before the names of the parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public Gru(int features, int width, Random random, string name = "gru")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _width = width;
        InputWeight = new Parameter<T>($"{name}.input", [features, 3 * width]);
        InputBias = new Parameter<T>($"{name}.inputBias", [3 * width]);
        HiddenWeight = new Parameter<T>($"{name}.hidden", [width, 3 * width]);
        HiddenBias = new Parameter<T>($"{name}.hiddenBias", [3 * width]);
        Parameters = [InputWeight, InputBias, HiddenWeight, HiddenBias];
        foreach (Parameter<T> parameter in Parameters) Initializer.Uniform(parameter, 1 / Math.Sqrt(width), random);
    }

    /// <summary>[features, 3 · width]: the gates r, z, n side by side.</summary>
    public Parameter<T> InputWeight { get; }

    /// <summary>[3 · width].</summary>
    public Parameter<T> InputBias { get; }

    /// <summary>[width, 3 · width].</summary>
    public Parameter<T> HiddenWeight { get; }

    /// <summary>[3 · width].</summary>
    public Parameter<T> HiddenBias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>The hidden state at every time.</summary>
    /// <param name="x">[samples, times, features], of at least one time.</param>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        int samples = x.Shape[0], times = x.Shape[1];
        if (_outputs.Length != times) _outputs = new Tensor<T>[times];

        // The inputs' part of all times is one product.
        Tensor<T> sums = x.Linear(InputWeight, InputBias), hidden = x.Tape.Constant(T.Zero).BroadcastTo([samples, _width]);
        for (int time = 0; time < times; time++) _outputs[time] = hidden = sums[.., time].GruGates(hidden.Linear(HiddenWeight, HiddenBias), hidden);
        return Tensor<T>.Stack(1, _outputs);
    }
}
