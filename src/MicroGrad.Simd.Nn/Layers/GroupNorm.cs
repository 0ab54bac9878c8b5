namespace MicroGrad.Simd.Nn;

/// <summary>(x − mean) / √(variance + ε) · gain + bias for [samples, channels, …], with the moments of each group of channels of each sample.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>The gain starts at 1 and the bias at 0.</remarks>
public sealed class GroupNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly int _groups;
    private readonly T? _epsilon;

    /// <summary>Makes a layer.</summary>
    /// <param name="groups">A divisor of the number of channels.</param>
    /// <param name="channels">At least 1.</param>
    /// <param name="epsilon">ε; 10⁻⁵ where it is left out.</param>
    /// <param name="name">Stands before the names of the parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel or no group.</exception>
    /// <exception cref="ArgumentException">The groups do not divide the channels.</exception>
    public GroupNorm(int groups, int channels, T? epsilon = null, string name = "groupnorm")
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (channels % groups != 0) throw new ArgumentException($"GroupNorm: {channels} channels cannot be divided into {groups} groups.", nameof(groups));
        _groups = groups;
        _epsilon = epsilon;
        Gain = new Parameter<T>($"{name}.gain", [channels]);
        Bias = new Parameter<T>($"{name}.bias", [channels]);
        Gain.Data.Fill(T.One);
        Parameters = [Gain, Bias];
    }

    /// <summary>The factors, [channels].</summary>
    public Parameter<T> Gain { get; }

    /// <summary>The summands, [channels].</summary>
    public Parameter<T> Bias { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.GroupNorm(_groups, Gain, Bias, _epsilon);
}
