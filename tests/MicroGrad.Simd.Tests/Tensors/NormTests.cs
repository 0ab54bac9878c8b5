using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Layer norm and RMS norm as the same composed of other ops.</summary>
public sealed class NormTests
{
    [SeedProperty]
    public void Layer_norm_is_what_its_formula_says(Seed seed) => Check(seed, center: true);

    [SeedProperty]
    public void RMS_norm_is_what_its_formula_says(Seed seed) => Check(seed, center: false);

    [Fact]
    public void Epsilon_is_a_hundred_thousandth_where_it_is_left_out()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Constant([1e-3, -1e-3], [2]), one = tape.Constant([1, 1], [2]), zero = tape.Constant([0, 0], [2]);
        double expected = 1e-3 / Math.Sqrt(1e-6 + 1e-5);
        Assert.Equal(expected, x.LayerNorm(one, zero).Data[0], 1e-15);
        Assert.Equal(expected, x.RmsNorm(one).Data[0], 1e-15);
        Assert.Equal(x.LayerNorm(one, zero, 1e-5).Data, x.LayerNorm(one, zero).Data);
        Assert.Equal(1, x.RmsNorm(one, 0).Data[0], 1e-15);
    }

    [Fact]
    public void A_tensor_without_elements_is_left_as_it_is()
    {
        using var tape = new TensorTape<double>();
        foreach (Shape shape in (Shape[])[[0, 3], [3, 0]])
        {
            Tensor<double> x = tape.Variable([], shape), gain = tape.Variable(new double[shape[1]], [shape[1]]);
            Tensor<double> y = x.LayerNorm(gain, gain).RmsNorm(gain);
            y.Backward([]);
            Assert.Equal(shape, y.Shape);
            Assert.All(gain.Grad.ToArray(), value => Assert.Equal(0, value));
        }
    }

    private static void Check(Seed seed, bool center)
    {
        Random random = seed.Random();
        using var tape = new TensorTape<double>();
        int width = random.Next(4) == 0 ? random.Next(1, 300) : random.Next(1, 40);
        Shape shape = random.Next(3) switch { 0 => [width], 1 => [random.Next(1, 12), width], _ => [random.Next(1, 4), random.Next(1, 4), width] };
        double epsilon = random.Next(2) == 0 ? 1e-5 : random.NextDouble();
        ViewedVariable x = View(shape), gain = View([width]), bias = View([width]);
        double[] upstream = [.. Enumerable.Range(0, shape.ElementCount).Select(_ => random.NextDouble() - 0.5)];

        Tensor<double> y = center ? x.View.LayerNorm(gain.View, bias.View, epsilon) : x.View.RmsNorm(gain.View, epsilon);
        y.Backward(upstream);
        double[][] grads = [x.Variable.Grad.ToArray(), gain.Variable.Grad.ToArray(), bias.Variable.Grad.ToArray()];

        Tensor<double> deviation = center ? x.View - x.View.Mean(-1, keepAxis: true) : x.View;
        Tensor<double> z = deviation / ((deviation * deviation).Mean(-1, keepAxis: true) + epsilon).Sqrt(), composed = z * gain.View;
        if (center) composed += bias.View;
        composed.Backward([.. upstream.Select(value => -value)]);

        Assert.Equal(shape, y.Shape);
        AssertClose(composed.Data.ToArray(), y.Data.ToArray(), "y");

        // The second sweep took off what the first had added.
        AssertLeft(grads[0], x, "x");
        AssertLeft(grads[1], gain, "gain");
        AssertLeft(grads[2], bias, "bias");
        Assert.Equal((true, true, center), (width < 3 || NotZero(grads[0]), width == 1 || NotZero(grads[1]), NotZero(grads[2])));

        static bool NotZero(double[] grad) => grad.Any(value => value != 0);

        ViewedVariable View(Shape of) => ViewedVariable.Create(tape, random, of, () => random.NextDouble() * 4 - 1.5);
    }

    private static void AssertLeft(double[] grad, ViewedVariable variable, string context)
    {
        ReadOnlySpan<double> left = variable.Variable.Grad;
        double size = 1 + grad.Max(Math.Abs);
        for (int i = 0; i < left.Length; i++)
            if (!(Math.Abs(left[i]) <= 1e-10 * size)) Assert.Fail($"{context}: element {i} of the gradient is {grad[i]:r}, and the composed one differs by {left[i]:r}.");
    }

    private static void AssertClose(double[] expected, double[] actual, string context)
    {
        for (int i = 0; i < expected.Length; i++)
            if (!(Math.Abs(expected[i] - actual[i]) <= 1e-11 * (1 + Math.Abs(expected[i])))) Assert.Fail($"{context}: element {i} is {actual[i]:r}, expected {expected[i]:r}.");
    }
}
