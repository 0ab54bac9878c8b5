namespace MicroGrad.Simd.Nn;

/// <summary>y = activation(x W + b): a fully connected layer.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>x is [batch, inputs], W is [inputs, outputs], b is [outputs]. Weights start Glorot uniform, biases at 0.</remarks>
public sealed class Dense<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Activation _fused;
    private readonly Func<Tensor<T>, Tensor<T>>? _activation;

    /// <summary>Makes a layer with random weights, whose activation is computed together with x W + b.</summary>
    /// <inheritdoc cref="Dense{T}(int, int, Func{Tensor{T}, Tensor{T}}, Random, string)"/>
    public Dense(int inputs, int outputs, Activation activation, Random random, string name = "dense")
        : this(inputs, outputs, null, random, name) => _fused = activation;

    /// <summary>Makes a layer with random weights and any activation.</summary>
    /// <param name="inputs">Features of x, at least 1.</param>
    /// <param name="outputs">Features of y, at least 1.</param>
    /// <param name="activation">Applied to x W + b; null for a linear layer.</param>
    /// <param name="random">Where the weights are drawn from.</param>
    /// <param name="name">Stands before the names of the parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">A count is below 1.</exception>
    public Dense(int inputs, int outputs, Func<Tensor<T>, Tensor<T>>? activation, Random random, string name = "dense")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentNullException.ThrowIfNull(random);
        _activation = activation;
        Weight = new Parameter<T>($"{name}.weight", [inputs, outputs]);
        Bias = new Parameter<T>($"{name}.bias", [outputs]);
        Initializer.GlorotUniform(Weight, inputs, outputs, random);
        Parameters = [Weight, Bias];
    }

    /// <summary>W, [inputs, outputs].</summary>
    public Parameter<T> Weight { get; }

    /// <summary>b, [outputs].</summary>
    public Parameter<T> Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x)
    {
        Tensor<T> y = x.Linear(Weight, Bias, _fused);
        return _activation is null ? y : _activation(y);
    }
}
