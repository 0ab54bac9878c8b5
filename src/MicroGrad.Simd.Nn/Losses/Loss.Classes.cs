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
        options ??= new();
        Require(loss, logits.Shape, options);
        Tensor<T> rows = logits.RowCrossEntropy(classes, options.Ignored), counts = Counts(logits, classes, options, out T total);
        if (options.Weights is not null) rows *= counts;
        if (options.Smoothing != 0)
        {
            T part = T.CreateChecked(options.Smoothing), classCount = T.CreateChecked(logits.Shape[^1]);
            Tensor<T> spread = -logits.LogSoftmax();
            if (options.Weights is { } weights) spread *= logits.Tape.Constant([.. weights], [weights.Count]);
            Tensor<T> kept = Counts(logits, classes, options with { Weights = null }, out _);
            rows = rows * (T.One - part) + spread.Sum(-1) * kept * (part / classCount);
        }

        return reduction == Reduction.Mean ? rows.Sum() / total : Reduce(rows, reduction);
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
    private static Tensor<T> Counts<T>(Tensor<T> logits, ReadOnlySpan<int> classes, ClassOptions<T> options, out T total)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] rented = ArrayPool<T>.Shared.Rent(classes.Length);
        Span<T> counts = rented.AsSpan(0, classes.Length);
        total = T.Zero;
        for (int row = 0; row < counts.Length; row++)
        {
            counts[row] = classes[row] == options.Ignored ? T.Zero : options.Weights is { } weights ? weights[classes[row]] : T.One;
            total += counts[row];
        }

        Shape shape = logits.Shape;
        Tensor<T> constant = logits.Tape.Constant(counts, Shape.Create(shape.Extents[..^1]));
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
