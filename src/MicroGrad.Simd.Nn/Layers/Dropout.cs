namespace MicroGrad.Simd.Nn;

/// <summary>In training, each element with some probability 0, and else scaled so that the expectation stays; afterwards nothing.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>Every call in training drops other elements; modules of the same seed drop the same ones in the same order.</remarks>
public sealed class Dropout<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly double _rate;
    private ulong _key;

    /// <summary>Makes a layer.</summary>
    /// <param name="rate">The probability of 0, from 0 to 1.</param>
    /// <param name="seed">Layers of one network want different ones.</param>
    /// <exception cref="ArgumentOutOfRangeException">The rate lies outside [0, 1].</exception>
    public Dropout(double rate, int seed)
    {
        if (!(rate >= 0 && rate <= 1)) throw new ArgumentOutOfRangeException(nameof(rate), $"Dropout: the rate is {rate}. It must lie in [0, 1].");
        _rate = rate;
        _key = (ulong)(uint)seed << 32;
    }

    /// <inheritdoc/>
    public override IReadOnlyList<Parameter<T>> Parameters => [];

    /// <inheritdoc/>
    public override Tensor<T> Forward(Tensor<T> x) => IsTraining ? x.Dropout(_rate, _key++) : x;
}
