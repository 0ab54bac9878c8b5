using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Nn;

/// <content>Losses of probabilities.</content>
public static partial class Loss
{
    /// <summary>−(t ln p + (1 − t) ln(1 − p)), each logarithm at least −100, so that a wrong certainty costs much and not everything.</summary>
    /// <param name="probabilities">From 0 to 1, of any shape.</param>
    /// <param name="targets">From 0 to 1, of the same shape.</param>
    /// <param name="reduction">What becomes of the elements.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <remarks>Where logits are at hand, <see cref="LogitBinaryCrossEntropy"/> loses no digits. VJP: (p − t) / (p (1 − p)), the denominator at least 10⁻¹².</remarks>
    public static Tensor<T> BinaryCrossEntropy<T>(Tensor<T> probabilities, Tensor<T> targets, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("BinaryCrossEntropy", probabilities.Shape, targets.Shape);
        return Reduce(Tensor<T>.Apply<BinaryEntropy>(probabilities, targets), reduction);
    }

    /// <summary>The same of p = sigmoid(logit), computed from the logit: ln(1 + eˣ) − t x.</summary>
    /// <param name="logits">Any shape.</param>
    /// <param name="targets">From 0 to 1, of the same shape.</param>
    /// <param name="reduction">What becomes of the elements.</param>
    /// <param name="positiveWeight">What a target of 1 counts for beside one of 0.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not above 0.</exception>
    public static Tensor<T> LogitBinaryCrossEntropy<T>(Tensor<T> logits, Tensor<T> targets, Reduction reduction = Reduction.Mean, double positiveWeight = 1)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("LogitBinaryCrossEntropy", logits.Shape, targets.Shape);
        RequirePositive("LogitBinaryCrossEntropy", nameof(positiveWeight), positiveWeight);
        if (positiveWeight == 1) return Reduce(logits.Softplus() - targets * logits, reduction);

        // −w t ln p − (1 − t) ln(1 − p), with ln p = −softplus(−x) and ln(1 − p) = −x − softplus(−x).
        Tensor<T> weights = T.One + T.CreateChecked(positiveWeight - 1) * targets;
        return Reduce((T.One - targets) * logits + weights * (-logits).Softplus(), reduction);
    }

    /// <summary>t (ln t − q) with q = ln p: how far the distribution p is from the distribution t; 0 where t is 0.</summary>
    /// <param name="logProbabilities">ln p of any shape, as from LogSoftmax.</param>
    /// <param name="targets">Probabilities t, of the same shape.</param>
    /// <param name="reduction">What becomes of the elements. The mean is over elements, not rows.</param>
    /// <exception cref="ArgumentException">The shapes differ.</exception>
    /// <remarks>S. Kullback and R. A. Leibler, On information and sufficiency, Ann. Math. Statist. 22 (1951) 79–86.</remarks>
    public static Tensor<T> KullbackLeibler<T>(Tensor<T> logProbabilities, Tensor<T> targets, Reduction reduction = Reduction.Mean)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        RequireEqual("KullbackLeibler", logProbabilities.Shape, targets.Shape);
        return Reduce(Tensor<T>.Apply<RelativeEntropy>(logProbabilities, targets), reduction);
    }

    /// <summary>−(t ln p + (1 − t) ln(1 − p)), logarithms at least −100.</summary>
    private readonly struct BinaryEntropy : IBinaryOp<BinaryEntropy>
    {
        public static string Name => "binary cross-entropy";

        public static Saves Saves => Saves.Left | Saves.Right;

        public static T Apply<T>(T p, T t) where T : IFloatingPointIeee754<T> => -(t * Log(p) + (T.One - t) * Log(T.One - p));

        public static T SlopeLeft<T>(T p, T t, T y) where T : IFloatingPointIeee754<T> => (p - t) / T.Max(p * (T.One - p), T.CreateChecked(1e-12));

        public static T SlopeRight<T>(T p, T t, T y) where T : IFloatingPointIeee754<T> => Log(T.One - p) - Log(p);

        private static T Log<T>(T p) where T : IFloatingPointIeee754<T> => T.Max(T.Log(p), T.CreateChecked(-100));
    }

    /// <summary>t (ln t − q), and 0 for t = 0.</summary>
    private readonly struct RelativeEntropy : IBinaryOp<RelativeEntropy>
    {
        public static string Name => "relative entropy";

        public static Saves Saves => Saves.Left | Saves.Right;

        public static T Apply<T>(T q, T t) where T : IFloatingPointIeee754<T> => t == T.Zero ? T.Zero : t * (T.Log(t) - q);

        public static T SlopeLeft<T>(T q, T t, T y) where T : IFloatingPointIeee754<T> => -t;

        public static T SlopeRight<T>(T q, T t, T y) where T : IFloatingPointIeee754<T> => T.Log(t) + T.One - q;
    }
}
