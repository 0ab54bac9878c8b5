namespace MicroGrad.Simd.Nn;

/// <summary>(x − mean) / √(variance + ε) · gain + bias for each channel of [samples, channels, …]: with the batch's moments in training, and the running ones afterwards.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>The gain starts at 1 and the bias at 0.</remarks>
public sealed class BatchNorm<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T? _epsilon;

    /// <summary>Makes a layer.</summary>
    /// <param name="channels">At least 1.</param>
    /// <param name="momentum">The weight of a new batch in the running moments, from 0 to 1.</param>
    /// <param name="epsilon">ε; 10⁻⁵ where it is left out.</param>
    /// <param name="name">Stands before the names of the parameters.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no channel, or the momentum lies outside [0, 1].</exception>
    public BatchNorm(int channels, double momentum = 0.1, T? epsilon = null, string name = "batchnorm")
    {
        Statistics = new RunningStatistics<T>(channels, momentum);
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

    /// <summary>The running moments.</summary>
    public RunningStatistics<T> Statistics { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => x.BatchNorm(Gain, Bias, Statistics, IsTraining, _epsilon);
}
