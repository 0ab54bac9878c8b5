namespace MicroGrad.Simd.Nn;

/// <summary>Losses: each gives one number, the mean over the batch.</summary>
public static class Loss
{
    /// <summary>The mean of −ln softmax(logits) at each row's class.</summary>
    /// <param name="logits">[…, classes].</param>
    /// <param name="classes">One for each row.</param>
    /// <inheritdoc cref="Tensor{T}.LogitCrossEntropy(ReadOnlySpan{int})" path="/exception"/>
    public static Tensor<T> LogitCrossEntropy<T>(Tensor<T> logits, ReadOnlySpan<int> classes) where T : unmanaged, IFloatingPointIeee754<T> =>
        logits.LogitCrossEntropy(classes);

    /// <summary>The mean over rows of −Σ target · ln softmax(logits).</summary>
    /// <param name="logits">[…, classes].</param>
    /// <param name="targets">One-hot or soft, of the same shape.</param>
    /// <inheritdoc cref="Tensor{T}.LogitCrossEntropy(Tensor{T})" path="/exception"/>
    public static Tensor<T> LogitCrossEntropy<T>(Tensor<T> logits, Tensor<T> targets) where T : unmanaged, IFloatingPointIeee754<T> =>
        logits.LogitCrossEntropy(targets);

    /// <summary>The mean of (prediction − target)².</summary>
    /// <exception cref="ArgumentException">The shapes differ; they are not broadcast, because that hides mistakes.</exception>
    public static Tensor<T> MeanSquaredError<T>(Tensor<T> prediction, Tensor<T> target) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("MeanSquaredError", prediction.Shape, target.Shape);
        Tensor<T> error = prediction - target;
        return (error * error).Mean();
    }

    /// <summary>The mean of max(0, 1 − label · score): the margin loss of support vector machines.</summary>
    /// <param name="scores">Any shape.</param>
    /// <param name="labels">−1 or 1, of the same shape.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor<T> MaxMarginHinge<T>(Tensor<T> scores, Tensor<T> labels) where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("MaxMarginHinge", scores.Shape, labels.Shape);
        return (T.One - labels * scores).Relu().Mean();
    }

    /// <summary>The mean of max(0, 1 − label · score) over scalars.</summary>
    /// <param name="scores">One for each sample.</param>
    /// <param name="labels">−1 or 1 for each sample.</param>
    /// <exception cref="ArgumentException">The numbers of scores and labels differ, or there are none.</exception>
    public static Value<T> MaxMarginHinge<T>(ReadOnlySpan<Value<T>> scores, ReadOnlySpan<T> labels) where T : IFloatingPointIeee754<T>
    {
        if (scores.Length != labels.Length || scores.IsEmpty)
            throw new ArgumentException($"MaxMarginHinge: {scores.Length} scores and {labels.Length} labels were given. There must be as many of each, and at least one.");
        Value<T> sum = T.Zero;
        for (int i = 0; i < scores.Length; i++) sum += (T.One - labels[i] * scores[i]).Relu();
        return sum / T.CreateChecked(scores.Length);
    }

    private static void RequireEqual(string loss, Shape left, Shape right)
    {
        if (left != right) throw new ArgumentException($"{loss}: the shapes {left} and {right} differ. Both must be the same.");
    }
}
