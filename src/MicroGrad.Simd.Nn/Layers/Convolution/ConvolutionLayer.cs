namespace MicroGrad.Simd.Nn;

/// <summary>What all convolutions have: filters, a bias or none, and an activation or none.</summary>
/// <typeparam name="T">The element type.</typeparam>
public abstract class ConvolutionLayer<T> : Module<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Func<Tensor<T>, Tensor<T>>? _activation;
    private readonly int _groups;

    private protected ConvolutionLayer(Shape weight, int filters, int groups, Func<Tensor<T>, Tensor<T>>? activation, Random random, bool hasBias, string name)
    {
        ArgumentNullException.ThrowIfNull(random);
        _activation = activation;
        _groups = groups;
        Weight = new Parameter<T>($"{name}.weight", weight);
        Bias = hasBias ? new Parameter<T>($"{name}.bias", [filters]) : null;
        int taps = weight.ElementCount / (weight[0] * weight[1]);
        Initializer.GlorotUniform(Weight, weight[1] * taps, weight[0] / groups * taps, random);
        Parameters = Bias is null ? [Weight] : [Weight, Bias];
    }

    /// <summary>The filters. They start Glorot uniform.</summary>
    public Parameter<T> Weight { get; }

    /// <summary>One number for each filter, [filters], at first 0; null for none.</summary>
    public Parameter<T>? Bias { get; }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<Parameter<T>> Parameters { get; }

    /// <inheritdoc/>
    public sealed override Tensor<T> Forward(Tensor<T> x)
    {
        Tensor<T> y = Convolve(x, Weight, Bias is null ? default(Tensor<T>?) : Bias, _groups);
        return _activation is null ? y : _activation(y);
    }

    private protected abstract Tensor<T> Convolve(Tensor<T> x, Tensor<T> weight, Tensor<T>? bias, int groupCount);

    /// <summary>The shape of filters; throws where a number is too small or the groups do not fit.</summary>
    private protected static Shape Filters(int channels, int filters, int groups, bool isTransposed, ReadOnlySpan<int> kernel)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(channels, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(filters, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(groups, 1);
        if (channels % groups != 0 || filters % groups != 0)
            throw new ArgumentException($"{channels} channels and {filters} filters cannot be cut into {groups} groups. Both must be multiples of it.", nameof(groups));
        foreach (int extent in kernel) ArgumentOutOfRangeException.ThrowIfLessThan(extent, 1, nameof(kernel));
        return isTransposed ? Shape.Create([channels, filters / groups, .. kernel]) : Shape.Create([filters, channels / groups, .. kernel]);
    }
}
