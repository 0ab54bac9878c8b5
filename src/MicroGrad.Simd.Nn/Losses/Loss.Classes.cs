using System.Buffers;

namespace MicroGrad.Simd.Nn;

/// <content>Losses of classes: rows are all axes but the last, along which the classes lie.</content>
public static partial class Loss
{
    /// <summary>The mean of −ln softmax(logits) at each row's class.</summary>
    /// <param name="logits">[…, classes].</param>
    /// <param name="classes">One for each row.</param>
    /// <inheritdoc cref="Tensor{T}.LogitCrossEntropy(ReadOnlySpan{int})" path="/exception"/>
    public static Tensor<T> LogitCrossEntropy<T>(Tensor<T> logits, ReadOnlySpan<int> classes) where T : unmanaged, IFloatingPointIeee754<T> =>
        logits.LogitCrossEntropy(classes);

    /// <summary>−ln softmax(logits) at each row's class, with weights, ignored rows and smoothed targets.</summary>
    /// <param name="logits">[…, classes].</param>
    /// <param name="classes">One for each row.</param>
    /// <param name="options">What rows count for; null for all the same.</param>
    /// <param name="reduction">What becomes of the rows. The mean divides by what they count for in all; of none it is NaN.</param>
    /// <exception cref="ArgumentException">There are more or fewer classes than rows, or weights than classes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is outside the last axis, or the smoothing outside [0, 1].</exception>
    public static Tensor<T> LogitCrossEntropy<T>(
        Tensor<T> logits, ReadOnlySpan<int> classes, ClassOptions<T>? options, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string loss = "LogitCrossEntropy";
        options ??= ClassOptions<T>.None;
        Require(loss, logits.Shape, options);
        Tensor<T> rows = logits.RowCrossEntropy(classes, options.Ignored), counts = Counts(logits, classes, options.Weights, options.Ignored, out T total);
        if (options.Weights is not null) rows *= counts;
        if (options.Smoothing != 0)
        {
            T part = T.CreateChecked(options.Smoothing), classCount = T.CreateChecked(logits.Shape[^1]);
            Tensor<T> spread = -logits.LogSoftmax();
            if (options.Weights is { } weights) spread *= Constant(logits.Tape, weights);
            Tensor<T> kept = Counts(logits, classes, weights: null, options.Ignored, out _);
            rows = rows * (T.One - part) + spread.Sum(-1) * kept * (part / classCount);
        }

        return reduction == Reduction.Mean ? rows.Sum() / total : Reduce(rows, reduction);
    }

    /// <summary>−ln p at each row's class, from logarithms of probabilities such as <see cref="Tensor{T}.LogSoftmax"/> gives.</summary>
    /// <param name="logProbabilities">[…, classes].</param>
    /// <param name="classes">One for each row.</param>
    /// <param name="options">What rows count for, without smoothing; null for all the same.</param>
    /// <param name="reduction">What becomes of the rows. The mean divides by what they count for in all; of none it is NaN.</param>
    /// <exception cref="ArgumentException">There are more or fewer classes than rows, or weights than classes, or the options ask for smoothing.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A class is outside the last axis.</exception>
    public static Tensor<T> NegativeLogLikelihood<T>(
        Tensor<T> logProbabilities, ReadOnlySpan<int> classes, ClassOptions<T>? options = null, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const string loss = "NegativeLogLikelihood";
        options ??= ClassOptions<T>.None;
        Shape shape = logProbabilities.Shape;
        Require(loss, shape, options);
        if (options.Smoothing != 0) throw new ArgumentException($"{loss}: the smoothing is {options.Smoothing}. Only LogitCrossEntropy smooths.", nameof(options));
        Shape rows = Shape.Create(shape.Extents[..^1]);
        if (classes.Length != rows.ElementCount)
            throw new ArgumentException($"{loss}: {classes.Length} classes were given for {shape}. There must be one for each row, {rows.ElementCount}.", nameof(classes));

        // What an ignored row holds at any class counts for nothing, but 0 times −∞ is NaN: such a row is chosen to be 0 instead.
        int[] rented = ArrayPool<int>.Shared.Rent(classes.Length);
        Span<int> places = rented.AsSpan(0, classes.Length);
        classes.CopyTo(places);
        if (options.Ignored is { } ignored) places.Replace(ignored, 0);
        for (int row = 0; row < places.Length; row++)
            if ((uint)places[row] >= (uint)shape[^1])
                throw new ArgumentOutOfRangeException(nameof(classes), $"{loss}: class {classes[row]} of row {row} is outside {shape}. A class must lie in [0, {shape[^1]}).");
        Span<int> column = stackalloc int[shape.Rank];
        shape.Extents.CopyTo(column);
        column[^1] = 1;
        Tensor<T> losses = -logProbabilities.Gather(-1, places, Shape.Create(column)).Reshape(rows), counts = Counts(logProbabilities, classes, options.Weights, options.Ignored, out T total);
        ArrayPool<int>.Shared.Return(rented);
        if (options.Ignored is not null) losses = Tensor<T>.Where(counts.NotEqualTo(T.Zero), losses, T.Zero);
        if (options.Weights is not null) losses *= counts;
        return reduction == Reduction.Mean ? losses.Sum() / total : Reduce(losses, reduction);
    }

    /// <summary>The mean over rows of −Σ target · ln softmax(logits).</summary>
    /// <param name="logits">[…, classes].</param>
    /// <param name="targets">One-hot or soft, of the same shape.</param>
    /// <inheritdoc cref="Tensor{T}.LogitCrossEntropy(Tensor{T})" path="/exception"/>
    public static Tensor<T> LogitCrossEntropy<T>(Tensor<T> logits, Tensor<T> targets) where T : unmanaged, IFloatingPointIeee754<T> =>
        logits.LogitCrossEntropy(targets);

    /// <summary>−Σ target · ln softmax(logits) of every row.</summary>
    /// <param name="logits">[…, classes].</param>
    /// <param name="targets">One-hot or soft, of the same shape.</param>
    /// <param name="reduction">What becomes of the rows.</param>
    /// <exception cref="ArgumentException">The shapes differ, or there is no axis.</exception>
    public static Tensor<T> LogitCrossEntropy<T>(Tensor<T> logits, Tensor<T> targets, Reduction reduction) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("LogitCrossEntropy", logits.Shape, targets.Shape);
        return Reduce(-(targets * logits.LogSoftmax()).Sum(-1), reduction);
    }

    /// <summary>What each row counts for: its class's weight, 0 where it is ignored.</summary>
    private static Tensor<T> Counts<T>(Tensor<T> logits, ReadOnlySpan<int> classes, IReadOnlyList<T>? weights, int? ignored, out T total)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] rented = ArrayPool<T>.Shared.Rent(classes.Length);
        Span<T> counts = rented.AsSpan(0, classes.Length);
        total = T.Zero;
        for (int row = 0; row < counts.Length; row++)
        {
            counts[row] = classes[row] == ignored ? T.Zero : weights is not null ? weights[classes[row]] : T.One;
            total += counts[row];
        }

        Shape shape = logits.Shape;
        Tensor<T> constant = logits.Tape.Constant(counts, Shape.Create(shape.Extents[..^1]));
        ArrayPool<T>.Shared.Return(rented);
        return constant;
    }

    private static Tensor<T> Constant<T>(TensorTape<T> tape, IReadOnlyList<T> weights) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] rented = ArrayPool<T>.Shared.Rent(weights.Count);
        for (int i = 0; i < weights.Count; i++) rented[i] = weights[i];
        Tensor<T> constant = tape.Constant(rented.AsSpan(0, weights.Count), [weights.Count]);
        ArrayPool<T>.Shared.Return(rented);
        return constant;
    }

    private static void Require<T>(string loss, Shape logits, ClassOptions<T> options) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (logits.Rank == 0) throw new ArgumentException($"{loss}: the tensor {logits} has no axis. The classes lie along the last one.");
        if (options.Weights is { } weights && weights.Count != logits[^1])
            throw new ArgumentException($"{loss}: {weights.Count} class weights were given for {logits}. There must be one for each class, {logits[^1]}.");
        if (!(options.Smoothing >= 0 && options.Smoothing <= 1))
            throw new ArgumentOutOfRangeException(nameof(options), $"{loss}: the smoothing is {options.Smoothing}. It must lie in [0, 1].");
    }
}
