using System.Runtime.InteropServices;
using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Losses;

/// <summary>Losses against loops written from their definitions.</summary>
public sealed class LossValueTests : IDisposable
{
    private const double Tolerance = 1e-12;

    private static readonly double[] X = [-1.5, 0.2, 3, -0.4, 0, 1], T = [-1, 0.2, 0.5, 0.9, 1, 0];

    private readonly TensorTape<double> _tape = new();

    public static TheoryData<string> Names => [.. Elementwise.Keys];

    private static Dictionary<string, (Func<Tensor<double>, Tensor<double>, Reduction, Tensor<double>> Loss, Func<double, double, double> Plain)> Elementwise { get; } = new()
    {
        ["mean squared error"] = (Loss.MeanSquaredError, (x, t) => Math.Pow(x - t, 2)),
        ["mean absolute error"] = (Loss.MeanAbsoluteError, (x, t) => Math.Abs(x - t)),
        ["Huber"] = ((x, t, r) => Loss.Huber(x, t, 0.8, r), (x, t) => Math.Abs(x - t) <= 0.8 ? Math.Pow(x - t, 2) / 2 : 0.8 * (Math.Abs(x - t) - 0.4)),
        ["smooth L1"] = ((x, t, r) => Loss.SmoothL1(x, t, 0.8, r), (x, t) => Math.Abs(x - t) < 0.8 ? Math.Pow(x - t, 2) / 1.6 : Math.Abs(x - t) - 0.4),
        ["hinge"] = (Loss.MaxMarginHinge, (x, t) => Math.Max(0, 1 - x * t)),
        ["binary"] = ((x, t, r) => Loss.BinaryCrossEntropy(x.Sigmoid(), t, r), (x, t) => -(t * Math.Log(Sigmoid(x)) + (1 - t) * Math.Log(1 - Sigmoid(x)))),
        ["logit binary"] = ((x, t, r) => Loss.LogitBinaryCrossEntropy(x, t, r), (x, t) => -(t * Math.Log(Sigmoid(x)) + (1 - t) * Math.Log(1 - Sigmoid(x)))),
        ["weighted binary"] =
            ((x, t, r) => Loss.LogitBinaryCrossEntropy(x, t, r, 3), (x, t) => -(3 * t * Math.Log(Sigmoid(x)) + (1 - t) * Math.Log(1 - Sigmoid(x)))),
        ["Kullback-Leibler"] = ((x, t, r) => Loss.KullbackLeibler(x, t.Abs(), r), (x, t) => t == 0 ? 0 : Math.Abs(t) * (Math.Log(Math.Abs(t)) - x)),
    };

    public void Dispose() => _tape.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void An_elementwise_loss_is_its_formula_under_every_reduction(string name)
    {
        (Func<Tensor<double>, Tensor<double>, Reduction, Tensor<double>> loss, Func<double, double, double> plain) = Elementwise[name];
        double[] expected = [.. X.Zip(T, plain)];
        Tensor<double> x = _tape.Constant(X, [2, 3]), t = _tape.Constant(T, [2, 3]);
        Tensor<double> each = loss(x, t, Reduction.None);
        Assert.Equal([2, 3], each.Shape);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], each.Data[i], Tolerance);
        Assert.Equal(expected.Sum(), loss(x, t, Reduction.Sum).Item, Tolerance);
        Assert.Equal(expected.Average(), loss(x, t, Reduction.Mean).Item, Tolerance);
        Assert.StartsWith(
            "Loss: there is no reduction 7. It must be Mean, Sum or None.",
            Assert.Throws<ArgumentOutOfRangeException>(() => loss(x, t, (Reduction)7)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Shapes_are_not_broadcast(string name) =>
        Assert.EndsWith(
            "the shapes [6] and [1, 6] differ. Both must be the same.",
            Assert.Throws<ArgumentException>(() => Elementwise[name].Loss(_tape.Constant(X, [6]), _tape.Constant(T, [1, 6]), Reduction.Mean)).Message,
            StringComparison.Ordinal);

    [Theory]
    [InlineData(false, 0, null)]
    [InlineData(true, 0, null)]
    [InlineData(false, 0.2, 1)]
    [InlineData(true, 0.3, -100)]
    public void Cross_entropy_counts_rows_as_its_options_say(bool weighted, double smoothing, int? ignored)
    {
        const int rows = 7, classCount = 4;
        var random = new Random(5);
        double[] logits = [.. Enumerable.Range(0, rows * classCount).Select(_ => 4 * random.NextDouble() - 2)];
        double[] weights = weighted ? [0.5, 2, 1, 0] : [1, 1, 1, 1];
        int[] classes = [0, 1, 2, 3, 1, 0, 2];
        if (ignored == -100) classes[4] = -100;

        var expected = new double[rows];
        double total = 0;
        for (int row = 0; row < rows; row++)
        {
            if (classes[row] == ignored) continue;
            double[] x = logits[(row * classCount)..((row + 1) * classCount)];
            double sum = x.Sum(Math.Exp);
            for (int k = 0; k < classCount; k++)
                expected[row] -= Math.Log(Math.Exp(x[k]) / sum) * weights[k] * ((k == classes[row] ? 1 - smoothing : 0) + smoothing / classCount);
            total += weights[classes[row]];
        }

        var options = new ClassOptions<double> { Weights = weighted ? weights : null, Smoothing = smoothing, Ignored = ignored };
        Tensor<double> tensor = _tape.Constant(logits, [rows, classCount]);
        ReadOnlySpan<double> each = Loss.LogitCrossEntropy(tensor, classes, options, Reduction.None).Data;
        for (int row = 0; row < rows; row++) Assert.Equal(expected[row], each[row], Tolerance);
        Assert.Equal(expected.Sum(), Loss.LogitCrossEntropy(tensor, classes, options, Reduction.Sum).Item, Tolerance);
        Assert.Equal(expected.Sum() / total, Loss.LogitCrossEntropy(tensor, classes, options).Item, Tolerance);

        // From log-probabilities it is the same.
        if (smoothing != 0) return;
        ReadOnlySpan<double> likelihoods = Loss.NegativeLogLikelihood(tensor.LogSoftmax(), classes, options, Reduction.None).Data;
        for (int row = 0; row < rows; row++) Assert.Equal(expected[row], likelihoods[row], Tolerance);
        Assert.Equal(expected.Sum() / total, Loss.NegativeLogLikelihood(tensor.LogSoftmax(), classes, options).Item, Tolerance);
    }

    [Fact]
    public void A_masked_class_costs_nothing_and_an_ignored_row_gets_no_gradient()
    {
        Tensor<double> x = _tape.Variable([double.NegativeInfinity, 1, 1, 2, 3, 4], [2, 3]);
        var options = new ClassOptions<double> { Ignored = -1, Weights = [1, 2, 3] };
        Tensor<double> loss = Loss.LogitCrossEntropy(x, [1, -1], options);
        loss.Backward();
        Assert.Equal(Math.Log(2), loss.Item, Tolerance);
        Assert.Equal([0, -0.5, 0.5, 0, 0, 0], x.Grad.ToArray().Select(grad => Math.Round(grad, 12)));
        Assert.Equal(double.NaN, Loss.LogitCrossEntropy(x, [-1, -1], options).Item);

        Tensor<double> logs = _tape.Variable([double.NegativeInfinity, -1, double.NegativeInfinity, -2], [2, 2]);
        Tensor<double> likelihood = Loss.NegativeLogLikelihood(logs, [1, -1], new ClassOptions<double> { Ignored = -1 }, Reduction.Sum);
        likelihood.Backward();
        Assert.Equal(1, likelihood.Item);
        Assert.Equal([0, -1, 0, 0], logs.Grad.ToArray());
    }

    [Fact]
    public void A_wrong_certainty_costs_a_hundred_and_its_slope_is_finite()
    {
        Tensor<double> p = _tape.Variable([0, 1, 1], [3]), t = _tape.Constant([1, 0, 1], [3]);
        Tensor<double> loss = Loss.BinaryCrossEntropy(p, t, Reduction.None);
        loss.Backward([1, 1, 1]);
        Assert.Equal([100, 100, 0], loss.Data.ToArray());
        Assert.Equal([-1e12, 1e12, 0], p.Grad.ToArray());
    }

    [Fact]
    public void Logits_of_any_size_keep_their_digits()
    {
        Tensor<double> x = _tape.Variable([800, -800, 40], [3]), t = _tape.Constant([1, 0, 0], [3]);
        Tensor<double> loss = Loss.LogitBinaryCrossEntropy(x, t, Reduction.None);
        Assert.Equal([0, 0, 40], loss.Data.ToArray());
    }

    [Fact]
    public void Cosine_similarity_is_one_along_minus_one_against_and_zero_for_nothing()
    {
        Tensor<double> a = _tape.Variable([3, 4, 0, 0, 1, 0], [3, 2]), b = _tape.Constant([6, 8, 1, 1, -2, 0], [3, 2]);
        Tensor<double> similarity = Loss.CosineSimilarity(a, b);
        similarity.Sum().Backward();
        Assert.Equal([1, 0, -1], similarity.Data.ToArray());
        Assert.All(a.Grad.ToArray(), grad => Assert.True(double.IsFinite(grad)));
    }

    [Fact]
    public void Options_that_cannot_be_are_named()
    {
        Tensor<double> x = _tape.Constant(X, [2, 3]);
        Says<ArgumentException>("LogitCrossEntropy: 2 class weights were given for [2, 3]. There must be one for each class, 3.", () => Loss.LogitCrossEntropy(x, [0, 1], new() { Weights = [1, 2] }));
        Says<ArgumentOutOfRangeException>("LogitCrossEntropy: the smoothing is 1.5. It must lie in [0, 1].", () => Loss.LogitCrossEntropy(x, [0, 1], new() { Smoothing = 1.5 }));
        Says<ArgumentOutOfRangeException>("RowCrossEntropy: class 3 of row 1 is outside logits [2, 3]. A class must lie in [0, 3).", () => Loss.LogitCrossEntropy(x, [0, 3], new ClassOptions<double>()));
        Says<ArgumentException>("RowCrossEntropy: 1 classes were given for logits [2, 3]. There must be one for each row, 2.", () => x.RowCrossEntropy([0]));
        Says<ArgumentException>("LogitCrossEntropy: the tensor [] has no axis. The classes lie along the last one.", () => Loss.LogitCrossEntropy(_tape.Constant(1), [0], new ClassOptions<double>()));
        Says<ArgumentException>("NegativeLogLikelihood: the smoothing is 0.5. Only LogitCrossEntropy smooths.", () => Loss.NegativeLogLikelihood(x, [0, 1], new() { Smoothing = 0.5 }));
        Says<ArgumentException>("NegativeLogLikelihood: 1 classes were given for [2, 3]. There must be one for each row, 2.", () => Loss.NegativeLogLikelihood(x, [0]));
        Says<ArgumentOutOfRangeException>("NegativeLogLikelihood: class 3 of row 1 is outside [2, 3]. A class must lie in [0, 3).", () => Loss.NegativeLogLikelihood(x, [0, 3]));
        Says<ArgumentOutOfRangeException>("Huber: delta is 0. It must be above 0.", () => Loss.Huber(x, x, 0));
        Says<ArgumentOutOfRangeException>("SmoothL1: beta is NaN. It must be above 0.", () => Loss.SmoothL1(x, x, double.NaN));
        Says<ArgumentOutOfRangeException>("CosineSimilarity: epsilon is -1. It must be above 0.", () => Loss.CosineSimilarity(x, x, epsilon: -1));
        Says<ArgumentOutOfRangeException>("LogitBinaryCrossEntropy: positiveWeight is 0. It must be above 0.", () => Loss.LogitBinaryCrossEntropy(x, x, positiveWeight: 0));
    }

    [Fact]
    public void Any_element_type_will_do()
    {
        using var tape = new TensorTape<NFloat>();
        NFloat[] numbers = [.. X.Select(x => (NFloat)x)];
        Tensor<NFloat> x = tape.Variable(numbers, [2, 3]), t = tape.Constant([.. T.Select(t => (NFloat)Math.Abs(t))], [2, 3]);
        (Loss.Huber(x, t) + Loss.LogitBinaryCrossEntropy(x, t) + Loss.KullbackLeibler(x, t) + Loss.LogitCrossEntropy(x, [0, 2], new() { Smoothing = 0.1 })).Backward();
        Assert.All(x.Grad.ToArray(), grad => Assert.True(NFloat.IsFinite(grad)));
    }

    private static void Says<TException>(string message, Func<object> act) where TException : ArgumentException =>
        Assert.StartsWith(message, Assert.Throws<TException>(() => { act(); }).Message, StringComparison.Ordinal);

    private static double Sigmoid(double x) => 1 / (1 + Math.Exp(-x));
}
