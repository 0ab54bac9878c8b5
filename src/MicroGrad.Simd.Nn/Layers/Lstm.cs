namespace MicroGrad.Simd.Nn;

/// <summary>A long short-term memory over sequences: [samples, times, features] to [samples, times, width].</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>It starts from a state of zeros. Weights and bias start uniform on [−1/√width, 1/√width), as PyTorch's do.</remarks>
public sealed class Lstm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _width;
    private Tensor<T>[] _outputs = [];

    /// <summary>Makes a layer with random weights.</summary>
    /// <param name="features">Of each time, at least 1.</param>
    /// <param name="width">Of the hidden state, at least 1.</param>
    /// <param name="random">Where the weights are drawn from.</param>
    /// <param name="name">Stands before the names of the parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public Lstm(int features, int width, Random random, string name = "lstm")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        _width = width;
        InputWeight = new Parameter<T>($"{name}.input", [features, 4 * width]);
        HiddenWeight = new Parameter<T>($"{name}.hidden", [width, 4 * width]);
        Bias = new Parameter<T>($"{name}.bias", [4 * width]);
        Parameters = [InputWeight, HiddenWeight, Bias];
        foreach (Parameter<T> parameter in Parameters) Initializer.Uniform(parameter, 1 / Math.Sqrt(width), random);
    }

    /// <summary>[features, 4 · width]: the gates i, f, g, o side by side.</summary>
    public Parameter<T> InputWeight { get; }

    /// <summary>[width, 4 · width].</summary>
    public Parameter<T> HiddenWeight { get; }

    /// <summary>[4 · width].</summary>
    public Parameter<T> Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <summary>The hidden state at every time.</summary>
    /// <param name="x">[samples, times, features], of at least one time.</param>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        int samples = x.Shape[0], times = x.Shape[1];
        if (_outputs.Length != times) _outputs = new Tensor<T>[times];

        // The inputs' part of all times is one product.
        Tensor<T> sums = x.Linear(InputWeight, Bias);
        var state = new LstmState<T>(Zeros(x.Tape, samples), Zeros(x.Tape, samples));
        for (int time = 0; time < times; time++)
        {
            state = Step(sums[.., time], state);
            _outputs[time] = state.Hidden;
        }

        return Tensor<T>.Stack(1, _outputs);
    }

    private LstmState<T> Step(Tensor<T> inputSums, LstmState<T> state) => (inputSums + state.Hidden.MatMul(HiddenWeight)).LstmGates(state.Cell);

    private Tensor<T> Zeros(TensorTape<T> tape, int samples) => tape.Constant(T.Zero).BroadcastTo([samples, _width]);
}
