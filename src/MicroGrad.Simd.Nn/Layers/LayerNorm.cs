namespace MicroGrad.Simd.Nn;

/// <summary>y = (x − mean) / √(variance + ε) · gain + bias, with the mean and the variance of each row along the last axis.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>The gain starts at 1 and the bias at 0.</remarks>
public sealed class LayerNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T? _epsilon;

    /// <summary>Makes a layer.</summary>
    /// <param name="features">The last extent of x, at least 1.</param>
    /// <param name="epsilon">ε; 10⁻⁵ where it is left out.</param>
    /// <param name="name">Stands before the names of the parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no feature.</exception>
    public LayerNorm(int features, T? epsilon = null, string name = "layernorm")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(features, 1);
        _epsilon = epsilon;
        Gain = new Parameter<T>($"{name}.gain", [features]);
        Bias = new Parameter<T>($"{name}.bias", [features]);
        Gain.Data.Fill(T.One);
        Parameters = [Gain, Bias];
    }

    /// <summary>The factors, [features].</summary>
    public Parameter<T> Gain { get; }

    /// <summary>The summands, [features].</summary>
    public Parameter<T> Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.LayerNorm(Gain, Bias, _epsilon);
}
