using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Convolutions: batch first, then channels, as [batch, channels, width] or [batch, channels, height, width].</content>
public readonly partial struct Tensor<T>
{
    /// <summary>Slides filters along signals: the cross-correlation that the field calls convolution.</summary>
    /// <param name="weight">[filters, channels / groups, kernel].</param>
    /// <param name="bias">[filters]; null for none.</param>
    /// <param name="stride">From one place of the filters to the next.</param>
    /// <param name="padding">Zeros before and behind the signals.</param>
    /// <param name="dilation">From one tap of a filter to the next.</param>
    /// <param name="groups">Each group of filters sees its own group of channels.</param>
    /// <returns>[batch, filters, ⌊(width + 2 padding − dilation (kernel − 1) − 1) / stride⌋ + 1].</returns>
    /// <exception cref="ArgumentException">The shapes do not fit, or no filter fits into the signals.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A stride, a dilation or the number of groups is below 1, or a padding below 0.</exception>
    public Tensor<T> Conv1d(Tensor<T> weight, Tensor<T>? bias = null, int stride = 1, int padding = 0, int dilation = 1, int groups = 1) =>
        Convolve("Conv1d", weight, bias, spatialAxes: 1, (1, stride), (0, padding), (1, dilation), groups);

    /// <summary>Slides filters over images: the cross-correlation that the field calls convolution.</summary>
    /// <param name="weight">[filters, channels / groups, kernel height, kernel width].</param>
    /// <param name="bias">[filters]; null for none.</param>
    /// <param name="stride">From one place of the filters to the next; 1 where it is left out.</param>
    /// <param name="padding">Zeros on either side of the images; none where it is left out.</param>
    /// <param name="dilation">From one tap of a filter to the next; 1 where it is left out.</param>
    /// <param name="groups">Each group of filters sees its own group of channels.</param>
    /// <returns>[batch, filters, height, width], each extent as <see cref="Conv1d"/> says.</returns>
    /// <inheritdoc cref="Conv1d" path="/exception"/>
    public Tensor<T> Conv2d(
        Tensor<T> weight, Tensor<T>? bias = null, Pair? stride = null, Pair? padding = null, Pair? dilation = null, int groups = 1) =>
        Convolve("Conv2d", weight, bias, spatialAxes: 2, stride ?? 1, padding ?? 0, dilation ?? 1, groups);

    /// <summary>The adjoint of <see cref="Conv1d"/> with the same weight: every element of a signal is spread over the taps of filters.</summary>
    /// <param name="weight">[channels, filters / groups, kernel].</param>
    /// <param name="bias">[filters]; null for none.</param>
    /// <param name="stride">From where one element is spread to where the next is.</param>
    /// <param name="padding">What is cut off at either end of the result.</param>
    /// <param name="outputPadding">What the result is longer by, at its end; below the stride or the dilation.</param>
    /// <param name="dilation">From one tap of a filter to the next.</param>
    /// <param name="groups">Each group of channels is spread over its own group of filters.</param>
    /// <returns>[batch, filters, (width − 1) stride − 2 padding + dilation (kernel − 1) + outputPadding + 1].</returns>
    /// <inheritdoc cref="Conv1d" path="/exception"/>
    public Tensor<T> ConvTranspose1d(
        Tensor<T> weight, Tensor<T>? bias = null, int stride = 1, int padding = 0, int outputPadding = 0, int dilation = 1, int groups = 1) =>
        ConvolveTransposed("ConvTranspose1d", weight, bias, spatialAxes: 1, (1, stride), (0, padding), (0, outputPadding), (1, dilation), groups);

    /// <summary>The adjoint of <see cref="Conv2d"/> with the same weight: every element of an image is spread over the taps of filters.</summary>
    /// <param name="weight">[channels, filters / groups, kernel height, kernel width].</param>
    /// <param name="bias">[filters]; null for none.</param>
    /// <param name="stride">From where one element is spread to where the next is; 1 where it is left out.</param>
    /// <param name="padding">What is cut off on either side of the result; nothing where it is left out.</param>
    /// <param name="outputPadding">What the result is larger by, at its end; below the stride or the dilation, and nothing where it is left out.</param>
    /// <param name="dilation">From one tap of a filter to the next; 1 where it is left out.</param>
    /// <param name="groups">Each group of channels is spread over its own group of filters.</param>
    /// <returns>[batch, filters, height, width], each extent as <see cref="ConvTranspose1d"/> says.</returns>
    /// <inheritdoc cref="Conv1d" path="/exception"/>
    public Tensor<T> ConvTranspose2d(
        Tensor<T> weight, Tensor<T>? bias = null, Pair? stride = null, Pair? padding = null, Pair? outputPadding = null, Pair? dilation = null, int groups = 1) =>
        ConvolveTransposed("ConvTranspose2d", weight, bias, spatialAxes: 2, stride ?? 1, padding ?? 0, outputPadding ?? 0, dilation ?? 1, groups);

    private Tensor<T> Convolve(string op, in Tensor<T> weight, Tensor<T>? bias, int spatialAxes, Pair stride, Pair padding, Pair dilation, int groups)
    {
        TensorTape<T> tape = TapeOf(op, this, weight);
        Shape x = tape.ShapeOf(op, this), w = tape.ShapeOf(op, weight);
        Windows windows = RequireWindows(op, x, w, spatialAxes, stride, padding, dilation, groups);
        if (x[1] != (long)w[1] * groups || w[0] % groups != 0) Throw.CannotConvolve(op, x, w, groups);
        if (bias is { } b) RequireBias(op, tape.ShapeOf(op, b), w[0]);
        Shape y = windows.Count(op, x, filters: w[0]);
        return Record(tape, op, bias is null ? ConvolutionRule<T>.Plain : ConvolutionRule<T>.WithBias, y, weight, bias, windows, groups);
    }

    private Tensor<T> ConvolveTransposed(
        string op, in Tensor<T> weight, Tensor<T>? bias, int spatialAxes, Pair stride, Pair padding, Pair outputPadding, Pair dilation, int groups)
    {
        TensorTape<T> tape = TapeOf(op, this, weight);
        Shape x = tape.ShapeOf(op, this), w = tape.ShapeOf(op, weight);
        Windows windows = RequireWindows(op, x, w, spatialAxes, stride, padding, dilation, groups);
        if (x[1] != w[0] || w[0] % groups != 0) Throw.CannotConvolveTransposed(op, x, w, groups);
        int filters = checked(w[1] * groups);
        if (bias is { } b) RequireBias(op, tape.ShapeOf(op, b), filters);
        Shape y = windows.Spread(op, x, filters, outputPadding);
        return Record(tape, op, bias is null ? TransposedConvolutionRule<T>.Plain : TransposedConvolutionRule<T>.WithBias, y, weight, bias, windows, groups);
    }

    private Tensor<T> Record(
        TensorTape<T> tape, string op, Rule<T> rule, in Shape y, in Tensor<T> weight, Tensor<T>? bias, in Windows windows, int groups)
    {
        int first = tape.Resolve(op, this), second = tape.Resolve(op, weight), third = bias is { } b ? tape.Resolve(op, b) : -1;
        return tape.Record(rule, y, new(first, second, third), argument: groups, integers: tape.Keep(windows.Integers));
    }

    private static Windows RequireWindows(string op, in Shape x, in Shape w, int spatialAxes, Pair stride, Pair padding, Pair dilation, int groups)
    {
        if (groups < 1) Throw.TooSmall(op, nameof(groups), groups, 1);
        if (x.Rank != 2 + spatialAxes || w.Rank != 2 + spatialAxes) Throw.NotImages(op, x, w, spatialAxes);
        Pair kernel = (spatialAxes == 1 ? 1 : w[^2], w[^1]);
        if (w[0] < 1 || w[1] < 1) Throw.NoFilters(op, w);
        return Windows.Checked(op, kernel, stride, padding, dilation);
    }

    private static void RequireBias(string op, in Shape bias, int filters)
    {
        if (bias.Rank != 1 || bias[0] != filters) Throw.NotABias(op, bias, filters);
    }
}
