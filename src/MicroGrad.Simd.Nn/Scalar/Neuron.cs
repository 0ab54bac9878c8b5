namespace MicroGrad.Simd.Nn.Scalar;

/// <summary>A weighted sum of scalars, optionally followed by ReLU: micrograd's neuron.</summary>
/// <typeparam name="T">The element type.</typeparam>
public sealed class Neuron<T> where T : IFloatingPointIeee754<T>
{
    private readonly int _inputs;
    private readonly bool _relu;
    private ParameterValues<T> _bound;
    private bool _isBound;

    /// <summary>Makes a neuron with weights uniform on [−1, 1) and bias 0.</summary>
    /// <param name="inputs">At least 1.</param>
    /// <param name="relu">Whether ReLU follows the sum.</param>
    /// <param name="random">Where the weights are drawn from.</param>
    /// <param name="name">The name of the parameter.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are no inputs.</exception>
    public Neuron(int inputs, bool relu, Random random, string name = "neuron")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        _inputs = inputs;
        _relu = relu;
        Parameter = new Parameter<T>(name, [inputs + 1]);
        Initializer.Uniform(Parameter, 1, random);
        Parameter.Data[inputs] = T.Zero;
    }

    /// <summary>The weights, and last the bias.</summary>
    public Parameter<T> Parameter { get; }

    /// <summary>Records the parameter on a tape; due again after each reset of it.</summary>
    public void Bind(ValueTape<T> tape)
    {
        ArgumentNullException.ThrowIfNull(tape);
        _bound = tape.Track(Parameter);
        _isBound = true;
    }

    /// <summary>Applies the neuron.</summary>
    /// <param name="x">One value for each input.</param>
    /// <exception cref="ArgumentException">There are more or fewer values than inputs.</exception>
    /// <exception cref="InvalidOperationException">The neuron was not bound since the tape was last reset.</exception>
    public Value<T> Forward(ReadOnlySpan<Value<T>> x)
    {
        if (x.Length != _inputs) throw new ArgumentException($"Neuron: {x.Length} values were given to {_inputs} inputs.", nameof(x));
        RequireBound();
        Value<T> sum = _bound[_inputs];
        for (int i = 0; i < x.Length; i++) sum += _bound[i] * x[i];
        return _relu ? sum.Relu() : sum;
    }

    /// <summary>The sum of the squares of weights and bias: an L2 penalty.</summary>
    /// <inheritdoc cref="Forward" path="/exception[@cref='InvalidOperationException']"/>
    public Value<T> SumOfSquares()
    {
        RequireBound();
        Value<T> sum = T.Zero;
        for (int i = 0; i < _bound.Length; i++) sum += _bound[i] * _bound[i];
        return sum;
    }

    private void RequireBound()
    {
        if (!_isBound) throw new InvalidOperationException("Neuron: not bound to a tape. Call Bind first, and again after each Reset.");
    }
}
