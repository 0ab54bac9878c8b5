using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Norms along the last axis.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>(x − mean) / √(variance + ε) · gain + bias, with the mean and the variance of each row along the last axis.</summary>
    /// <param name="gain">One factor for each element of the last axis.</param>
    /// <param name="bias">One summand for each element of the last axis.</param>
    /// <param name="epsilon">ε, which keeps a row of equal numbers finite; 10⁻⁵ where it is left out.</param>
    /// <exception cref="ArgumentException">The tensor has no axis, or gain or bias has another shape than [last extent].</exception>
    /// <remarks>
    /// The variance is the mean square distance from the mean. Source: J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer Normalization", arXiv:1607.06450, 2016.
    /// </remarks>
    public Tensor<T> LayerNorm(Tensor<T> gain, Tensor<T> bias, T? epsilon = null)
    {
        const string op = "LayerNorm";
        TensorTape<T> tape = Owner as TensorTape<T> ?? TapeOf(op, gain, bias);
        Shape shape = tape.ShapeOf(op, this);
        RequireRow(op, "gain", tape.ShapeOf(op, gain), shape);
        RequireRow(op, "bias", tape.ShapeOf(op, bias), shape);
        int x = tape.Resolve(op, this), g = tape.Resolve(op, gain), b = tape.Resolve(op, bias);
        return tape.Record(LayerNormRule<T>.Instance, shape, new(x, g, b), number: epsilon ?? DefaultEpsilon);
    }

    /// <summary>x / √(mean x² + ε) · gain, with the mean square of each row along the last axis.</summary>
    /// <param name="gain">One factor for each element of the last axis.</param>
    /// <param name="epsilon">ε, which keeps a row of zeros finite; 10⁻⁵ where it is left out.</param>
    /// <exception cref="ArgumentException">The tensor has no axis, or gain has another shape than [last extent].</exception>
    /// <remarks>Source: B. Zhang and R. Sennrich, "Root Mean Square Layer Normalization", NeurIPS 2019.</remarks>
    public Tensor<T> RmsNorm(Tensor<T> gain, T? epsilon = null)
    {
        const string op = "RmsNorm";
        TensorTape<T> tape = TapeOf(op, this, gain);
        Shape shape = tape.ShapeOf(op, this);
        RequireRow(op, "gain", tape.ShapeOf(op, gain), shape);
        int x = tape.Resolve(op, this), g = tape.Resolve(op, gain);
        return tape.Record(RmsNormRule<T>.Instance, shape, new(x, g), number: epsilon ?? DefaultEpsilon);
    }

    /// <summary>(x − mean) / √(variance + ε) · gain + bias for every channel, with the batch's mean and variance or, after training, the running ones.</summary>
    /// <param name="gain">One factor for each channel, [channels].</param>
    /// <param name="bias">One summand for each channel.</param>
    /// <param name="statistics">Of so many channels; it follows the batches of training.</param>
    /// <param name="isTraining">Whether to use the moments of this batch, or those of <paramref name="statistics"/>, which stay as they are.</param>
    /// <param name="epsilon">ε, which keeps a constant channel finite; 10⁻⁵ where it is left out.</param>
    /// <exception cref="ArgumentException">
    /// The tensor is not [samples, channels, …], gain, bias or statistics have another number of channels, or in training there is one element for each.
    /// </exception>
    /// <remarks>Source: S. Ioffe and C. Szegedy, "Batch Normalization", arXiv:1502.03167, 2015.</remarks>
    public Tensor<T> BatchNorm(Tensor<T> gain, Tensor<T> bias, RunningStatistics<T> statistics, bool isTraining = true, T? epsilon = null)
    {
        const string op = "BatchNorm";
        ArgumentNullException.ThrowIfNull(statistics);
        TensorTape<T> tape = Owner as TensorTape<T> ?? TapeOf(op, gain, bias);
        Shape shape = tape.ShapeOf(op, this);
        RequireChannels(op, tape, gain, bias, shape);
        if (statistics.Mean.Length != shape[1]) Throw.NotOfChannels(op, "statistics", [statistics.Mean.Length], shape);
        if (isTraining && shape.ElementCount == shape[1]) Throw.OneSample(op, shape);
        T added = epsilon ?? DefaultEpsilon;
        int x = tape.Resolve(op, this), g = tape.Resolve(op, gain), b = tape.Resolve(op, bias);
        if (isTraining) return tape.Record(statistics.Rule, shape, new(x, g, b), number: added);

        // Each channel by itself is a line.
        Tensor<T> deviation = (tape.Constant(statistics.Variance, [shape[1]]) + added).Sqrt(), factor = tape.Handle(g) / deviation;
        Tensor<T> shift = tape.Handle(b) - tape.Constant(statistics.Mean, [shape[1]]) * factor;
        Shape channels = ChannelsOf(shape);
        return tape.Handle(x) * factor.Reshape(channels) + shift.Reshape(channels);
    }

    /// <summary>(x − mean) / √(variance + ε) · gain + bias, with the moments of each group of channels of each sample.</summary>
    /// <param name="groups">How many groups the channels are divided into: 1 for all together, as many as channels for each alone (instance norm).</param>
    /// <param name="gain">One factor for each channel, [channels].</param>
    /// <param name="bias">One summand for each channel.</param>
    /// <param name="epsilon">ε, which keeps a constant group finite; 10⁻⁵ where it is left out.</param>
    /// <exception cref="ArgumentException">The tensor is not [samples, channels, …], the groups do not divide the channels, or gain or bias has another shape.</exception>
    /// <remarks>Source: Y. Wu and K. He, "Group Normalization", arXiv:1803.08494, 2018.</remarks>
    public Tensor<T> GroupNorm(int groups, Tensor<T> gain, Tensor<T> bias, T? epsilon = null)
    {
        const string op = "GroupNorm";
        TensorTape<T> tape = Owner as TensorTape<T> ?? TapeOf(op, gain, bias);
        Shape shape = tape.ShapeOf(op, this);
        RequireChannels(op, tape, gain, bias, shape);
        if (groups < 1 || shape[1] % groups != 0) Throw.NotGroups(op, groups, shape);
        int x = tape.Resolve(op, this), g = tape.Resolve(op, gain), b = tape.Resolve(op, bias);
        Shape channels = ChannelsOf(shape);
        if (shape.ElementCount == 0) return tape.Handle(x) * tape.Handle(g).Reshape(channels) + tape.Handle(b).Reshape(channels);

        int length = shape.ElementCount / shape[0] / groups;
        Tensor<T> rows = tape.Handle(x).Reshape([shape[0] * groups, length]);
        Tensor<T> standard = rows.LayerNorm(tape.Filled(T.One, length), tape.Filled(T.Zero, length), epsilon);
        return standard.Reshape(shape) * tape.Handle(g).Reshape(channels) + tape.Handle(b).Reshape(channels);
    }

    private static void RequireChannels(string op, TensorTape<T> tape, in Tensor<T> gain, in Tensor<T> bias, in Shape shape)
    {
        if (shape.Rank < 2) Throw.NoChannels(op, shape);
        if (tape.ShapeOf(op, gain) is var g && (g.Rank != 1 || g[0] != shape[1])) Throw.NotOfChannels(op, "gain", g, shape);
        if (tape.ShapeOf(op, bias) is var b && (b.Rank != 1 || b[0] != shape[1])) Throw.NotOfChannels(op, "bias", b, shape);
    }

    // [channels, 1, 1, …], which broadcasts over samples and places.
    private static Shape ChannelsOf(in Shape shape)
    {
        Span<int> extents = stackalloc int[shape.Rank - 1];
        extents.Fill(1);
        extents[0] = shape[1];
        return Shape.Create(extents);
    }

    private static T DefaultEpsilon => T.CreateChecked(1e-5);

    private static void RequireRow(string op, string what, in Shape row, in Shape shape)
    {
        if (shape.Rank == 0) Throw.NeedsAxis(op, shape);
        if (row.Rank != 1 || row[0] != shape[^1]) Throw.NotARow(op, what, row, shape);
    }
}
