using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Tests.Nn;

/// <summary>The vectorised updates against their formulas, written out for one number at a time.</summary>
public sealed class OptimizerTests
{
    private const int Steps = 7;

    public static TheoryData<int> Lengths => [.. Enumerable.Range(0, 40)];

    [Theory]
    [MemberData(nameof(Lengths))]
    public void Gradient_descent_with_weight_decay(int length) => Check(
        length,
        parameters => new Sgd<double>(parameters, 0.1, momentum: 0, nesterov: false, weightDecay: 0.01),
        (p, grads) =>
        {
            foreach (double grad in grads) p -= 0.1 * (grad + 0.01 * p);
            return p;
        });

    [Theory]
    [InlineData(5, false)]
    [InlineData(37, false)]
    [InlineData(5, true)]
    [InlineData(37, true)]
    public void Momentum_and_nesterov(int length, bool nesterov) => Check(
        length,
        parameters => new Sgd<double>(parameters, 0.1, 0.9, nesterov, 0.01),
        (p, grads) =>
        {
            double velocity = 0;
            for (int t = 0; t < grads.Length; t++)
            {
                double g = grads[t] + 0.01 * p;
                velocity = t == 0 ? g : 0.9 * velocity + g;
                p -= 0.1 * (nesterov ? g + 0.9 * velocity : velocity);
            }

            return p;
        });

    [Theory]
    [InlineData(0, 0)]
    [InlineData(5, 0)]
    [InlineData(37, 0)]
    [InlineData(37, 0.1)]
    public void Adam_and_adam_w(int length, double decay) => Check(
        length,
        parameters => new Adam<double>(parameters, 0.01, 0.9, 0.999, 1e-8, decay),
        (p, grads) =>
        {
            double mean = 0, square = 0;
            for (int t = 1; t <= grads.Length; t++)
            {
                double g = grads[t - 1];
                mean = 0.9 * mean + 0.1 * g;
                square = 0.999 * square + 0.001 * g * g;
                p -= 0.01 * decay * p;
                p -= 0.01 * (mean / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(square / (1 - Math.Pow(0.999, t))) + 1e-8);
            }

            return p;
        });

    [Fact]
    public void Adam_finds_the_bottom_of_a_narrow_valley_where_plain_descent_diverges()
    {
        Assert.True(Valley(parameters => new Adam<double>(parameters, 0.05)) < 1e-6);
        Assert.False(Valley(parameters => new Sgd<double>(parameters, 0.05)) < 1);

        static double Valley(Func<Parameter<double>[], Optimizer<double>> make)
        {
            Parameter<double>[] point = [new("xy", [2], [1, 1])];
            Optimizer<double> optimizer = make(point);
            using var tape = new TensorTape<double>();
            double height = 0;
            for (int step = 0; step < 600; step++)
            {
                tape.Reset();
                optimizer.ZeroGrad();
                Tensor<double> loss = (tape.Constant([1, 100], [2]) * tape.Track(point[0]).Pow(2)).Sum();
                loss.Backward();
                optimizer.Step();
                height = loss.Item;
            }

            return height;
        }
    }

    [Fact]
    public void A_step_allocates_nothing()
    {
        Parameter<float>[] parameters = [new("a", [40]), new("b", [3])];
        Optimizer<float>[] optimizers =
            [new Sgd<float>(parameters, 0.1f), new Sgd<float>(parameters, 0.1f, 0.9f, nesterov: true), new Adam<float>(parameters, 0.1f)];
        Assert.All(optimizers, optimizer => Assert.Equal(0, Allocations.Of(optimizer.Step)));
    }

    [Fact]
    public void Numbers_outside_their_range_are_refused()
    {
        Says("momentum: 1 is outside [0, 1).", () => new Sgd<double>([], 0.1, 1));
        Says("weightDecay: -1 must be finite and at least 0.", () => new Sgd<double>([], 0.1, 0, false, -1));
        Says("beta1: 1.5 is outside [0, 1).", () => new Adam<double>([], 0.1, 1.5, 0.9, 1e-8, 0));
        Says("beta2: NaN is outside [0, 1).", () => new Adam<double>([], 0.1, 0.9, double.NaN, 1e-8, 0));
        Says("epsilon: -1 must be finite and at least 0.", () => new Adam<double>([], 0.1, 0.9, 0.9, -1, 0));
        var nesterov = Assert.Throws<ArgumentException>(() => new Sgd<double>([], 0.1, 0, nesterov: true));
        Assert.StartsWith("Sgd: Nesterov's form needs a momentum above 0.", nesterov.Message, StringComparison.Ordinal);

        static void Says(string message, Func<object> make) =>
            Assert.StartsWith(message, Assert.Throws<ArgumentOutOfRangeException>(make).Message, StringComparison.Ordinal);
    }

    private static void Check(int length, Func<Parameter<double>[], Optimizer<double>> make, Func<double, double[], double> reference)
    {
        var random = new Random(length);
        double[] start = [.. Enumerable.Range(0, length).Select(_ => random.NextDouble() - 0.5)];
        double[][] grads = [.. start.Select(_ => Enumerable.Range(0, Steps).Select(_ => random.NextDouble() - 0.5).ToArray())];
        Parameter<double>[] parameters = [new("p", [length], start), new("other", [1], [1])];
        Optimizer<double> optimizer = make(parameters);
        for (int step = 0; step < Steps; step++)
        {
            for (int i = 0; i < length; i++) parameters[0].Grad[i] = grads[i][step];
            optimizer.Step();
        }

        for (int i = 0; i < length; i++) Assert.Equal(reference(start[i], grads[i]), parameters[0].Data[i], 1e-13);
    }
}
