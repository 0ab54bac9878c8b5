using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>The fused layer against the ops that it is made of.</summary>
public sealed class LinearLayerTests
{
    private static readonly Dictionary<Activation, Func<Tensor<double>, Tensor<double>>> Activations = new()
    {
        [Activation.Identity] = x => x,
        [Activation.Relu] = x => x.Relu(),
        [Activation.Tanh] = x => x.Tanh(),
        [Activation.Sigmoid] = x => x.Sigmoid(),
    };

    [SeedProperty]
    public void It_agrees_with_its_parts(Seed seed)
    {
        Random random = seed.Random();
        int inputs = random.Next(0, 40), outputs = random.Next(0, 40);
        int[] leading = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(0, 12))];
        Check(random, [.. leading, inputs], [inputs, outputs], random.Next(1, 4));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void It_agrees_with_its_parts_where_threads_share_it(int threads)
    {
        Check(new Random(threads), [300, 130], [130, 270], threads);
        Check(new Random(threads), [2, 20, 300], [300, 200], threads);
    }

    [Fact]
    public void Its_gradient_is_that_of_central_differences()
    {
        var random = new Random(3);
        foreach (Activation activation in Activations.Keys)
        {
            GradientReport report = GradientCheck.Compare(
                (Tensor<double>[] inputs) => inputs[0].Linear(inputs[1], inputs[2], activation).Sum(),
                (Numbers(random, 12), [3, 4]), (Numbers(random, 8), [4, 2]), (Numbers(random, 2), [2]));
            Assert.True(report.Passed(), $"{activation}: {report}");
        }
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Constant(new double[6], [2, 3]), w = tape.Constant(new double[6], [3, 2]), b = tape.Constant(new double[2], [2]);
        const string message = "Linear: x [2, 3], weight [2, 3] and bias [2] do not fit. The weight must be [inputs, outputs] with inputs the last extent of x, and the bias [outputs].";
        Assert.Equal(message, Assert.Throws<ArgumentException>(() => x.Linear(x, b)).Message);
        Assert.Throws<ArgumentException>(() => x.Linear(w, x));
        Assert.Throws<ArgumentException>(() => tape.Constant(1.0).Linear(w, b));
        var error = Assert.Throws<ArgumentOutOfRangeException>(() => x.Linear(w, b, (Activation)9));
        Assert.Contains("Linear: 9 is no activation", error.Message, StringComparison.Ordinal);
        Assert.Equal(4, tape.Count); // the leaves alone
    }

    [Fact]
    public void A_second_backward_pass_gives_the_same_gradient()
    {
        using var tape = new TensorTape<double>();
        var random = new Random(1);
        Tensor<double> x = tape.Variable(Numbers(random, 12), [3, 4]), w = tape.Variable(Numbers(random, 8), [4, 2]), b = tape.Variable(Numbers(random, 2), [2]);
        Tensor<double> y = x.Linear(w, b, Activation.Tanh).Sum();
        y.Backward();
        double[] once = x.Grad.ToArray();
        y.Backward();
        AssertClose(Array.ConvertAll(once, one => 2 * one), x.Grad, Activation.Tanh);
    }

    private static void Check(Random random, int[] x, int[] weight, int threads)
    {
        using var tape = new TensorTape<double> { Threads = threads };
        foreach ((Activation activation, Func<Tensor<double>, Tensor<double>> apply) in Activations)
        {
            Func<double> number = () => random.NextDouble() - 0.5;
            ViewedVariable input = ViewedVariable.Create(tape, random, Shape.Create(x), number), w = ViewedVariable.Create(tape, random, Shape.Create(weight), number);
            ViewedVariable b = ViewedVariable.Create(tape, random, [weight[1]], number);
            Tensor<double> fused = input.View.Linear(w.View, b.View, activation);
            double[] upstream = Numbers(random, fused.Shape.ElementCount);
            fused.Backward(upstream);
            double[][] gradients = [input.Variable.Grad.ToArray(), w.Variable.Grad.ToArray(), b.Variable.Grad.ToArray()];

            Tensor<double> x2 = tape.Variable(input.Elements(), Shape.Create(x)), w2 = tape.Variable(w.Elements(), Shape.Create(weight)), b2 = tape.Variable(b.Elements(), [weight[1]]);
            Tensor<double> parts = apply(x2.MatMul(w2) + b2);
            parts.Backward(upstream);
            Assert.Equal(parts.Shape, fused.Shape);
            AssertClose(parts.Data, fused.Data, activation);
            AssertClose(input.Grad(x2.Grad.ToArray()), gradients[0], activation);
            AssertClose(w.Grad(w2.Grad.ToArray()), gradients[1], activation);
            AssertClose(b.Grad(b2.Grad.ToArray()), gradients[2], activation);
            tape.Reset();
        }
    }

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)];

    private static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, Activation activation)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= 1e-11 * (1 + Math.Abs(expected[i])))) Assert.Fail($"{activation}: element {i} is {actual[i]}, expected {expected[i]}.");
    }
}
