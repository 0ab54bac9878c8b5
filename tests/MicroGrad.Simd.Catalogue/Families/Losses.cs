using System.Numerics;
using MicroGrad.Simd.Nn;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class Losses<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly Shape Batch = [256, 1024];

    private static readonly Values Probability = new(0.05, 0.95), Whole = new(-2, 2) { Hole = 0, HoleRadius = 0.05 }, Labels = new(-1.2, 1.2) { Hole = 0, HoleRadius = 0.95 };

    public static IEnumerable<OpRow<T>> Rows =>
    [
        Pair("MeanSquaredError", "(x − t)²", "2 (x − t) dy", "mse_loss", Loss.MeanSquaredError, bench => Loss.MeanSquaredError(bench.Tensor(Batch), bench.Tensor(Batch))),
        Pair(
            "MeanAbsoluteError", "|x − t|", "sign(x − t) dy", "l1_loss", Loss.MeanAbsoluteError,
            bench => Loss.MeanAbsoluteError(bench.Tensor(Batch), bench.Tensor(Batch)), Values.Apart, Values.Apart, "0 where x = t"),
        Joined(
            "Huber", "e²/2 up to δ, δ(|e| − δ/2) beyond", "clamp(x − t, −δ, δ) dy", "huber_loss",
            (x, t, reduction) => Loss.Huber(x, t, 0.7, reduction), bench => Loss.Huber(bench.Tensor(Batch), bench.Tensor(Batch))),
        Joined(
            "SmoothL1", "e²/(2β) up to β, |e| − β/2 beyond", "clamp((x − t)/β, −1, 1) dy", "smooth_l1_loss",
            (x, t, reduction) => Loss.SmoothL1(x, t, 0.7, reduction), bench => Loss.SmoothL1(bench.Tensor(Batch), bench.Tensor(Batch))),
        Pair(
            "MaxMarginHinge", "max(0, 1 − t x)", "−t dy where t x < 1", "hinge_embedding_loss (margin form)",
            (x, t, reduction) => Loss.MaxMarginHinge(x, t, reduction), bench => Loss.MaxMarginHinge(bench.Tensor(Batch), bench.Tensor(Batch)),
            new(-3, 3) { Hole = 0, HoleRadius = 1.1 }, Labels, "0 where t x = 1"),
        Pair(
            "BinaryCrossEntropy", "−(t ln p + (1 − t) ln(1 − p))", "(p − t) / (p (1 − p)) dy", "binary_cross_entropy",
            Loss.BinaryCrossEntropy, bench => Loss.BinaryCrossEntropy(bench.Tensor(Batch, 0.1f, 0.9f), bench.Tensor(Batch, 0, 1)),
            Probability, Probability, "logarithms at least −100, the slope's denominator at least 10⁻¹²"),
        Pair(
            "LogitBinaryCrossEntropy", "softplus(x) − t x", "(σ(x) − t) dy", "binary_cross_entropy_with_logits",
            (x, t, reduction) => Loss.LogitBinaryCrossEntropy(x, t, reduction, 1.5), bench => Loss.LogitBinaryCrossEntropy(bench.Tensor(Batch), bench.Tensor(Batch, 0, 1)),
            right: Probability),
        Pair(
            "KullbackLeibler", "t (ln t − q)", "−t dy; (ln t + 1 − q) dy", "kl_div", Loss.KullbackLeibler,
            bench => Loss.KullbackLeibler(bench.Tensor(Batch), bench.Tensor(Batch, 0, 1)), right: Probability, edges: "0 where t = 0"),
        new("CosineSimilarity", "a·b / (‖a‖ ‖b‖)", "of the quotient", "cosine_similarity")
        {
            Edges = "‖a‖ ‖b‖ at least ε: 0 for zero vectors",
            Members = ["Loss.CosineSimilarity"],
            Sample = draw =>
            {
                Shape shape = draw.Shape(leastRank: 1, leastExtent: 1);
                Tensor<T> a = draw.Tensor(shape, Whole);
                return Loss.CosineSimilarity(a, draw.Tensor(shape, Whole), draw.Axis(shape));
            },
            Speed = bench => Loss.CosineSimilarity(bench.Tensor(Batch), bench.Tensor(Batch)),
        },
        new("LogitCrossEntropy", "−ln softmax(x) at the class", "(softmax(x) − onehot) dy", "cross_entropy")
        {
            Edges = "ignored rows give 0; the mean divides by what the rows count for, NaN for none",
            Members = ["LogitCrossEntropy", "RowCrossEntropy", "Loss.LogitCrossEntropy"],
            Sample = CrossEntropy,
            Speed = bench => Loss.LogitCrossEntropy(bench.Tensor(Batch), Classes),
        },
        new("NegativeLogLikelihood", "−x at the class", "−dy at the class", "nll_loss")
        {
            Edges = "ignored rows give 0; the mean divides by what the rows count for, NaN for none",
            Members = ["Loss.NegativeLogLikelihood"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1, leastExtent: 1));
                int classCount = x.Shape[^1];
                int[] classes = draw.Indices(x.Shape.ElementCount / classCount, classCount);
                var options = new ClassOptions<T> { Weights = draw.Flip() ? draw.Numbers(classCount, Values.Positive) : null, Ignored = draw.Flip() ? -1 : null };
                if (options.Ignored is not null && classes.Length > 1) classes[draw.Integer(0, classes.Length - 1)] = -1;
                return Loss.NegativeLogLikelihood(x, classes, options, draw.OneOf(Reduction.Mean, Reduction.Sum, Reduction.None));
            },
            Speed = bench => Loss.NegativeLogLikelihood(bench.Tensor(Batch), Classes),
        },
    ];

    // Errors on either side of where the parabola becomes a line: there the second derivative jumps, and differences lose their digits.
    private static OpRow<T> Joined(
        string name, string formula, string gradient, string torch, Func<Tensor<T>, Tensor<T>, Reduction, Tensor<T>> loss,
        Func<Bench, Tensor<float>> speed) => new(name, formula, gradient, torch)
        {
            Members = [$"Loss.{name}"],
            Sample = draw =>
            {
                Tensor<T> t = draw.Tensor(draw.Shape(leastExtent: 1));
                Tensor<T> error = draw.Tensor(t.Shape, draw.Flip() ? new(-0.6, 0.6) : new(-2, 2) { Hole = 0, HoleRadius = 0.8 });
                return loss(t + error, t, draw.OneOf(Reduction.Mean, Reduction.Sum, Reduction.None));
            },
            Speed = speed,
        };

    private static int[] Classes { get; } = [.. Enumerable.Range(0, 256)];

    private static OpRow<T> Pair(
        string name, string formula, string gradient, string torch, Func<Tensor<T>, Tensor<T>, Reduction, Tensor<T>> loss,
        Func<Bench, Tensor<float>> speed, Values? left = null, Values? right = null, string edges = "") => new(name, formula, gradient, torch)
        {
            Edges = edges,
            Members = [$"Loss.{name}"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastExtent: 1), left);
                return loss(x, draw.Tensor(x.Shape, right), draw.OneOf(Reduction.Mean, Reduction.Sum, Reduction.None));
            },
            Speed = speed,
        };

    private static Tensor<T> CrossEntropy(Draw<T> draw)
    {
        Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1, leastExtent: 1));
        int classCount = x.Shape[^1];
        int[] classes = draw.Indices(x.Shape.ElementCount / classCount, classCount);
        Reduction reduction = draw.OneOf(Reduction.Mean, Reduction.Sum, Reduction.None);
        switch (draw.Integer(0, 4))
        {
            case 0: return Loss.LogitCrossEntropy(x, classes);
            case 1: return x.RowCrossEntropy(classes, ignored: draw.Integer(-1, classCount - 1));
            case 2: return Loss.LogitCrossEntropy(x, draw.Tensor(x.Shape, Probability));
            case 3: return Loss.LogitCrossEntropy(x, draw.Tensor(x.Shape, Probability), reduction);
            default:
                classes[draw.Integer(0, classes.Length - 1)] = -100;
                if (classes.Length == 1) reduction = Reduction.Sum;
                var options = new ClassOptions<T>
                {
                    Ignored = -100,
                    Weights = draw.Flip() ? draw.Numbers(classCount, Values.Positive) : null,
                    Smoothing = draw.Flip() ? 0.1 : 0,
                };
                return Loss.LogitCrossEntropy(x, classes, options, reduction);
        }
    }
}
