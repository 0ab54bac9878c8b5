using System.Numerics;
using Xunit;

namespace MicroGrad.Simd.Tests.Functional;

public sealed class AutodiffTests
{
    /// <summary>Three smooth functions of four numbers, of whatever kind.</summary>
    private static TNumber[] Functions<TNumber>(TNumber[] x) where TNumber : IFloatingPointIeee754<TNumber>
    {
        TNumber a = TNumber.Sin(x[0] * x[1]) + TNumber.Exp(x[2] * x[3]), b = TNumber.Sqrt(x[0] * x[0] + x[3] * x[3] + TNumber.One) / (TNumber.One + x[1] * x[1]);
        return [a * b, TNumber.Tanh(a) - TNumber.Atan2(x[2], b), TNumber.Pow(b, x[1]) + TNumber.Log(b) * a * a];
    }

    private static TNumber Sum<TNumber>(TNumber[] x) where TNumber : IFloatingPointIeee754<TNumber>
    {
        TNumber[] y = Functions(x);
        return y[0] + y[1] * y[2];
    }

    private static double[] Point(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    [Fact]
    public void A_pullback_is_a_value_and_a_reusable_function()
    {
        (double y, Func<double, double> back) = Autodiff.Pullback(x => x.Cos().Sin(), 0.6);
        Assert.Equal(0.73477, y, 1e-5);
        Assert.Equal(-0.38300, back(1.0), 1e-5);
        Assert.Equal(2 * back(1.0), back(2.0));
        Assert.Equal(-Math.Cos(Math.Cos(0.6)) * Math.Sin(0.6), back(1.0), 15);
    }

    [Fact]
    public void Pullbacks_of_several_numbers()
    {
        (double y, Func<double, double[]> back) = Autodiff.Pullback(x => x[0] * x[1] + x[0], 3.0, 4.0);
        Assert.Equal(15, y);
        Assert.Equal([10.0, 6.0], back(2));
        Assert.Equal([5.0, 3.0], back(1));
        (double[] values, Func<double[], double[]> backs) = Autodiff.Pullback(x => [x[0] * x[1], x[0], 7.0], 3.0, 4.0);
        Assert.Equal([12.0, 3.0, 7.0], values);
        Assert.Equal([14.0, 6.0], backs([2, 6, 100]));
    }

    [SeedProperty]
    public void Forward_and_reverse_agree(Seed seed)
    {
        var random = seed.Random();
        double[] x = Point(random, 4), v = Point(random, 4), u = Point(random, 3);
        (double[] y, double[] tangent) = Autodiff.Jvp<double>(Functions, x, v);
        (double[] again, double[] gradient) = Autodiff.Vjp<double>(Functions, x, u);
        Assert.Equal(Functions(x), y);
        Assert.Equal(y, again);
        Near(Dot(u, tangent), Dot(gradient, v));

        double[,] jacobian = Autodiff.Jacobian<double>(Functions, x);
        for (int k = 0; k < 3; k++) Near(tangent[k], Enumerable.Range(0, 4).Sum(i => jacobian[k, i] * v[i]));

        Dual<double>[] duals = Functions(x.Zip(v, (value, t) => new Dual<double>(value, t)).ToArray());
        for (int k = 0; k < 3; k++) Near(duals[k].Tangent, tangent[k]);
        Assert.True(GradientCheck.Compare(Sum, x).Passed());
    }

    [SeedProperty]
    public void Hessians_are_symmetric_and_agree_with_every_nesting(Seed seed)
    {
        var random = seed.Random();
        double[] x = Point(random, 4), v = Point(random, 4);
        double[,] hessian = Autodiff.Hessian<double>(Sum, x);
        double[] product = Autodiff.HessianVectorProduct<double>(Sum, x, v);
        var tape = new ValueTape<Dual<double>>();
        Value<Dual<double>>[] nested = [.. x.Zip(v, (value, t) => tape.Variable(new(value, t)))];
        Sum(nested).Backward();
        for (int i = 0; i < 4; i++)
        {
            Near(product[i], nested[i].Grad.Tangent);
            Near(product[i], Enumerable.Range(0, 4).Sum(k => hessian[i, k] * v[k]));
            for (int k = 0; k < i; k++) Near(hessian[i, k], hessian[k, i]);
        }
    }

    [Fact]
    public void A_Jacobian_of_many_results_is_that_of_forward_sweeps()
    {
        double[,] jacobian = Autodiff.Jacobian(x => [.. Enumerable.Range(0, 40).Select(k => x[0].Pow(k) * x[1])], 1.5, 2.0);
        for (int k = 0; k < 40; k++)
        {
            Near(k * Math.Pow(1.5, k - 1) * 2, jacobian[k, 0]);
            Near(Math.Pow(1.5, k), jacobian[k, 1]);
        }
    }

    [Fact]
    public void Derivatives_of_any_order()
    {
        for (int order = 0; order <= 8; order++)
        {
            Near(Math.Sin(0.7 + order * Math.PI / 2), Autodiff.Derivative(x => x.Sin(), 0.7, order));
            Near(Math.Exp(0.7), Autodiff.Derivative(x => x.Exp(), 0.7, order));
            Near((order % 2 == 0 ? 1 : -1) * Factorial(order) / Math.Pow(0.7, order + 1), Autodiff.Derivative(x => 1 / x, 0.7, order));
            Near(order <= 5 ? Factorial(5) / Factorial(5 - order) * Math.Pow(-0.7, 5 - order) : 0, Autodiff.Derivative(x => x.Pow(5.0), -0.7, order));
        }

        Assert.Equal(6, Autodiff.Derivative<double>(x => x * x * x, 2)(1));
        Assert.Equal(2, Autodiff.Derivative(x => x.Relu() * x, 3.0, 2));
        Assert.Equal(0, Autodiff.Derivative(x => x.Relu() * x, -3.0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Autodiff.Derivative(x => x, 1.0, -1));
    }

    private static double Factorial(int n) => n < 2 ? 1 : n * Factorial(n - 1);

    [Fact]
    public void Constants_have_derivative_0()
    {
        Assert.Equal([0.0, 0.0], Autodiff.Gradient(_ => 3.0, 1.0, 2.0));
        Assert.Equal([0.0], Autodiff.HessianVectorProduct<double>(x => x[0] * 2, [1], [1]));
        Assert.Equal(0, Autodiff.Derivative(_ => 3.0, 1.0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(-1)]
    [InlineData(2)]
    public void Derivatives_of_what_the_function_captures_are_kept(double p)
    {
        // f = p x² + q x³ + 2 x with p = q: p, q and 2 may be equal numbers, but only p is differentiated by.
        var tape = new ValueTape<double>();
        Value<double> value = tape.Variable(p), other = tape.Variable(p), at = 3.0;
        Value<double> second = Autodiff.Hessian<Value<double>>(x => value * x[0] * x[0] + other * x[0] * x[0] * x[0] + Two * x[0], at)[0, 0];
        second.Backward();
        Assert.Equal((2 * p + 18 * p, 2, 18), (second.Data, value.Grad, other.Grad));

        Dual<double> dual = new(p, 1), ofDuals = Autodiff.Hessian<Dual<double>>(x => dual * x[0] * x[0] + new Dual<double>(p, 0) * x[0] * x[0] * x[0] + new Dual<double>(2, 0) * x[0], 3.0)[0, 0];
        Assert.Equal((2 * p + 18 * p, 2), (ofDuals.Value, ofDuals.Tangent));
        Dual<double> slope = Autodiff.Derivative<Dual<double>>(x => x * dual, 3.0);
        Assert.Equal((p, 1), (slope.Value, slope.Tangent));
    }

    private static readonly Value<double> Two = 2.0;

    [Fact]
    public void Wrong_lengths_and_foreign_values_throw()
    {
        Assert.Equal("Autodiff.Jvp: the direction has 1 numbers for 2 inputs. It must have one for each.",
            Assert.Throws<ArgumentException>(() => Autodiff.Jvp<double>(x => x[0], [1, 2], [1])).Message);
        Assert.Throws<ArgumentException>(() => Autodiff.Vjp<double>(x => [x[0]], [1, 2], [1, 2]));
        Value<double> foreign = new ValueTape<double>().Variable(1);
        Assert.Throws<InvalidOperationException>(() => Autodiff.Gradient(_ => foreign, 1.0));
        Assert.Throws<InvalidOperationException>(() => Autodiff.Hessian(_ => foreign, 1.0));
        Assert.Throws<ArgumentNullException>(() => Autodiff.Jacobian<double>(_ => (Value<double>[])null!, 1.0));
    }

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-11 * Math.Max(1, Math.Abs(expected)));
}
