namespace MicroGrad.Simd.Nn;

/// <summary>Losses: one number, by default the mean over the samples.</summary>
public static partial class Loss
{
    /// <summary>(prediction − target)².</summary>
    /// <param name="prediction">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="reduction">What becomes of the elements.</param>
    /// <exception cref="ArgumentException">The shapes differ; they are not broadcast, because that hides mistakes.</exception>
    public static Tensor<T> MeanSquaredError<T>(Tensor<T> prediction, Tensor<T> target, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("MeanSquaredError", prediction.Shape, target.Shape);
        Tensor<T> error = prediction - target;
        return Reduce(error * error, reduction);
    }

    /// <summary>|prediction − target|, the L1 loss; its slope where they are equal is 0.</summary>
    /// <inheritdoc cref="MeanSquaredError{T}"/>
    public static Tensor<T> MeanAbsoluteError<T>(Tensor<T> prediction, Tensor<T> target, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("MeanAbsoluteError", prediction.Shape, target.Shape);
        return Reduce((prediction - target).Abs(), reduction);
    }

    /// <summary>e²/2 for errors e up to <paramref name="delta"/>, and delta·(|e| − delta/2) beyond.</summary>
    /// <param name="prediction">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="delta">Where the parabola becomes a line; above 0. By default 1.</param>
    /// <param name="reduction">What becomes of the elements.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Delta is not above 0.</exception>
    /// <remarks>P. J. Huber, Robust estimation of a location parameter, Ann. Math. Statist. 35 (1964) 73–101.</remarks>
    public static Tensor<T> Huber<T>(Tensor<T> prediction, Tensor<T> target, double delta = 1, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("Huber", prediction.Shape, target.Shape);
        RequirePositive("Huber", nameof(delta), delta);

        // With c = e between −δ and δ all pieces are c (e − c/2), and so are their slopes where they meet.
        T bound = T.CreateChecked(delta);
        Tensor<T> error = prediction - target, capped = error.Clamp(-bound, bound);
        return Reduce(capped * (error - capped * T.CreateChecked(0.5)), reduction);
    }

    /// <summary>e²/(2 beta) for errors e up to <paramref name="beta"/>, and |e| − beta/2 beyond: <see cref="Huber"/> over beta.</summary>
    /// <param name="prediction">Any shape.</param>
    /// <param name="target">The same shape.</param>
    /// <param name="beta">Where the parabola becomes a line; above 0. By default 1.</param>
    /// <param name="reduction">What becomes of the elements.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">Beta is not above 0.</exception>
    public static Tensor<T> SmoothL1<T>(Tensor<T> prediction, Tensor<T> target, double beta = 1, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("SmoothL1", prediction.Shape, target.Shape);
        RequirePositive("SmoothL1", nameof(beta), beta);
        return Huber(prediction, target, beta, reduction) / T.CreateChecked(beta);
    }

    /// <summary>max(0, 1 − label · score): the margin loss of support vector machines.</summary>
    /// <param name="scores">Any shape.</param>
    /// <param name="labels">−1 or 1, of the same shape.</param>
    /// <param name="reduction">What becomes of the elements.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    public static Tensor<T> MaxMarginHinge<T>(Tensor<T> scores, Tensor<T> labels, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("MaxMarginHinge", scores.Shape, labels.Shape);
        return Reduce((T.One - labels * scores).Relu(), reduction);
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

    /// <summary>a·b / (‖a‖ ‖b‖) along one axis: 1 where they point the same way, −1 where opposite.</summary>
    /// <param name="a">Any shape with an axis.</param>
    /// <param name="b">The same shape.</param>
    /// <param name="axis">Counted from 0; a negative axis counts from the end.</param>
    /// <param name="epsilon">The least that a product of norms counts for, so that zero vectors give 0.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis, or epsilon is not above 0.</exception>
    public static Tensor<T> CosineSimilarity<T>(Tensor<T> a, Tensor<T> b, int axis = -1, double epsilon = 1e-8)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("CosineSimilarity", a.Shape, b.Shape);
        RequirePositive("CosineSimilarity", nameof(epsilon), epsilon);

        // The floor is put under the product of the squares, before the root, whose slope at 0 is infinite.
        Tensor<T> squares = (a * a).Sum(axis) * (b * b).Sum(axis);
        return (a * b).Sum(axis) / squares.Maximum(T.CreateChecked(epsilon * epsilon)).Sqrt();
    }

    private static Tensor<T> Reduce<T>(Tensor<T> losses, Reduction reduction) where T : unmanaged, IFloatingPointIeee754<T> => reduction switch
    {
        Reduction.Mean => losses.Mean(),
        Reduction.Sum => losses.Sum(),
        Reduction.None => losses,
        _ => throw new ArgumentOutOfRangeException(nameof(reduction), $"Loss: there is no reduction {reduction}. It must be Mean, Sum or None."),
    };

    private static void RequireEqual(string loss, Shape left, Shape right)
    {
        if (left != right) throw new ArgumentException($"{loss}: the shapes {left} and {right} differ. Both must be the same.");
    }

    private static void RequirePositive(string loss, string name, double value)
    {
        if (!(value > 0)) throw new ArgumentOutOfRangeException(name, $"{loss}: {name} is {value}. It must be above 0.");
    }
}
