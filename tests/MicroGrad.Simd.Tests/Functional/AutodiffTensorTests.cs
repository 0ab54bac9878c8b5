using System.Numerics;
using Xunit;

namespace MicroGrad.Simd.Tests.Functional;

public sealed class AutodiffTensorTests
{
    private static Tensor<TNumber> Rows<TNumber>(Tensor<TNumber> x) where TNumber : unmanaged, IFloatingPointIeee754<TNumber> =>
        (x.MatMul(x.Transpose()).Softmax(1) * x.Sum([1], keepAxis: true)).Tanh();

    private static Tensor<TNumber> Loss<TNumber>(Tensor<TNumber> x) where TNumber : unmanaged, IFloatingPointIeee754<TNumber> => (Rows(x) * Rows(x)).Sum();

    private static double[] Point(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void Near(double expected, double actual) => Assert.Equal(expected, actual, 1e-11 * Math.Max(1, Math.Abs(expected)));

    [SeedProperty]
    public void Forward_and_reverse_agree(Seed seed)
    {
        var random = seed.Random();
        Shape shape = [3, 2];
        double[] x = Point(random, 6), v = Point(random, 6), u = Point(random, 9);
        (double[] y, double[] tangent) = Autodiff.Jvp<double>(Rows, x, shape, v);
        (double[] again, double[] gradient) = Autodiff.Vjp<double>(Rows, x, shape, u);
        for (int i = 0; i < 9; i++) Near(again[i], y[i]);
        Near(Dot(u, tangent), Dot(gradient, v));

        double[,] jacobian = Autodiff.Jacobian<double>(Rows, x, shape), hessian = Autodiff.Hessian<double>(Loss, x, shape);
        double[] product = Autodiff.HessianVectorProduct<double>(Loss, x, shape, v);
        for (int k = 0; k < 9; k++) Near(tangent[k], Enumerable.Range(0, 6).Sum(i => jacobian[k, i] * v[i]));
        for (int k = 0; k < 6; k++) Near(product[k], Enumerable.Range(0, 6).Sum(i => hessian[k, i] * v[i]));
        for (int k = 0; k < 6; k++) Near(hessian[k, 2], hessian[2, k]);
    }

    [Fact]
    public void A_Jacobian_of_few_results_is_that_of_reverse_sweeps()
    {
        double[,] jacobian = Autodiff.Jacobian(x => x.Square().Sum([1]), [1.0, 2, 3, 4], [2, 2]);
        Assert.Equal(new double[,] { { 2, 4, 0, 0 }, { 0, 0, 6, 8 } }, jacobian);
    }

    [Fact]
    public void A_pullback_can_be_called_again()
    {
        (double[] y, Func<double[], double[]> back) = Autodiff.Pullback(x => x * x, [3.0, 4.0], [2]);
        Assert.Equal([9.0, 16.0], y);
        Assert.Equal([6.0, 16.0], back([1, 2]));
        Assert.Equal([6.0, 8.0], back([1, 1]));
    }

    [Fact]
    public void Several_tensors_and_unused_ones()
    {
        (double value, double[][] gradients) = Autodiff.ValueAndGradient(x => (x[0] * x[1]).Sum(), ([1.0, 2], [2]), ([3.0], [1]), ([5.0], [1]));
        Assert.Equal(9, value);
        Assert.Equal([3.0, 3.0], gradients[0]);
        Assert.Equal([3.0], gradients[1]);
        Assert.Equal([0.0], gradients[2]);
        Assert.Equal([2.0, 4.0], Autodiff.Gradient(x => x.Square().Sum(), [1.0, 2], [2]));
    }

    [Fact]
    public void Buffers_go_from_one_call_to_the_next()
    {
        // A chunk of a tape's buffers is of 64 KB.
        double[] x = [1, 2, 3];
        Assert.InRange(Allocations.Of(() => Autodiff.Gradient(v => v.Square().Sum(), x, [3])) / 50, 0, 32 << 10);
        Assert.InRange(Allocations.Of(() => Autodiff.HessianVectorProduct(v => v.Square().Sum(), x, [3], x)) / 50, 0, 32 << 10);
        Assert.InRange(Allocations.Of(() => Autodiff.Jvp(v => v.Square(), x, [3], x)) / 50, 0, 32 << 10);
    }

    [Fact]
    public void Bad_input_throws()
    {
        Assert.Throws<InvalidOperationException>(() => Autodiff.Gradient(x => x.Square(), [1.0, 2], [2]));
        Assert.Throws<ArgumentException>(() => Autodiff.Gradient(x => x.Sum(), [1.0, 2], [3]));
        Assert.Throws<ArgumentException>(() => Autodiff.Jvp(x => x, [1.0, 2], [2], [1.0]));
        Assert.Throws<ArgumentNullException>(() => Autodiff.Jacobian<double>(x => x, null!, [2]));
        Assert.Throws<ArgumentNullException>(() => Autodiff.Gradient<double>(x => x, null!, [2]));
    }
}
