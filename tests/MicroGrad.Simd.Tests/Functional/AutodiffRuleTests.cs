using Xunit;

namespace MicroGrad.Simd.Tests.Functional;

public sealed class AutodiffRuleTests
{
    private static readonly Func<Value<double>, Value<double>> Cube = Autodiff.Rule<double>(x => x * x * x, (x, _) => 3 * x * x);

    private static readonly Func<Value<double>[], Value<double>> Norm = Autodiff.Rule<double>(
        x => Math.Sqrt(x.Sum(value => value * value)), (x, y) => [.. x.Select(value => value / y)]);

    [Fact]
    public void Rules_pass_the_gradient_check()
    {
        Assert.True(GradientCheck.Compare(x => Cube(x[0] * x[1]).Sin(), 0.7, 1.2).Passed());
        Assert.True(GradientCheck.Compare(x => Norm([x[0], x[1] * x[0], 2.0, x[2]]) * x[1], 0.7, 1.2, -3).Passed());
    }

    [Fact]
    public void A_wrong_rule_fails_it()
    {
        Func<Value<double>, Value<double>> wrong = Autodiff.Rule<double>(x => x * x * x, (x, _) => 3.003 * x * x);
        Assert.False(GradientCheck.Compare(x => wrong(x[0]), 0.7).Passed());
    }

    [Fact]
    public void Second_derivatives_of_plain_slopes_are_refused() =>
        Assert.Throws<NotSupportedException>(() => Autodiff.Hessian<double>(x => Cube(x[0]), 1));

    [Fact]
    public void In_a_program_a_rule_holds_for_its_own_numbers()
    {
        var program = ValueProgram<double>.Record(2, x => Cube(x[0]) * x[1], at: [2, 1]);
        double[] outputs = new double[4], gradients = new double[8];
        Assert.Equal(2, program.Evaluate([2, 3, 2, -1, 1, 2, 5, 4], outputs, gradients));
        Assert.Equal([8, 54, 40, -4], outputs);
        Assert.Equal([12, 54, 60, 12, 8, 27, 8, -1], gradients);
    }

    [Fact]
    public void A_gradient_of_wrong_length_throws() => Assert.Throws<ArgumentException>(() =>
        Autodiff.Gradient(Autodiff.Rule<double>(x => x[0], (_, _) => [1.0]), 1.0, 2.0));
}
