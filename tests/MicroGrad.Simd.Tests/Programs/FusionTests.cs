using Xunit;

namespace MicroGrad.Simd.Tests.Programs;

/// <summary>Products become part of the sums and differences that use them, where that takes fewer instructions, but not where equal ones would no longer cancel under a root.</summary>
public sealed class FusionTests
{
    [Fact]
    public void A_product_is_fused_into_all_of_its_uses_or_none()
    {
        Assert.Equal(1, Count(x => [x[0] * x[1] + x[2]]));
        Assert.Equal(2, Count(x => [x[0] * x[1] + x[2], x[2] - x[0] * x[1]]));
        Assert.Equal(3, Count(x => [x[0] * x[1] + x[2], x[0] * x[1] * x[2]]));
        Assert.Equal(2, Count(x => [x[0] * x[1] + x[2], x[0] * x[1]]));
        Assert.Equal(2, Count(x => [x[0] * x[1] + x[1] * x[2]]));
        Assert.Equal(3, Count(x => [x[0] * x[1] + x[1] * x[2], x[1] * x[2] - x[0]])); // that of x₁ x₂ twice, and x₀ x₁
        static int Count(Func<Value<double>[], Value<double>[]> function) => ValueProgram<double>.Record(3, function).InstructionCount;
    }

    [Fact]
    public void Fused_products_are_right_wherever_they_stand()
    {
        double[] x = [3, 5, 7], y = new double[6], dy = new double[18];
        var program = ValueProgram<double>.Record(3, x =>
        {
            Value<double> p = x[0] * x[1], q = x[1] * x[2];
            return [p + x[2], x[2] - p, p - x[2], q - p, p + q, p + p];
        });
        program.Evaluate(x, y, dy);
        Assert.Equal([22, -8, 8, 20, 50, 30], y);
        Assert.Equal([5, 3, 1, -5, -3, 1, 5, 3, -1, -5, 4, 5, 5, 10, 5, 10, 6, 0], dy);
    }

    // Each factor is not a number of few digits, so that the rounding of its product is not 0.
    [Theory]
    [InlineData(0.1, 0.3)]
    [InlineData(0.7, -0.9)]
    [InlineData(1.1, 1.3)]
    [InlineData(-2.7, 0.6)]
    public void A_difference_of_equal_products_is_0_under_a_root(double a, double b)
    {
        Func<Value<double>[], Value<double>>[] functions =
        [
            x => (x[0] * x[1] - x[2] * x[3]).Sqrt(),
            x => (1 + 3 * (x[0] * x[1] - x[2] * x[3])).Log(),
            x => (x[0] * x[1] - x[2] * x[3]) / Value<double>.Abs(x[0] * x[1] - x[2] * x[3] + 1e-300),
        ];
        foreach (Func<Value<double>[], Value<double>> function in functions)
        {
            double[] y = [1];
            ValueProgram<double>.Record(4, function).Evaluate([a, b, b, a], y);
            Assert.Equal(0, y[0]);
        }

        Assert.NotEqual(0, Math.FusedMultiplyAdd(a, b, -(a * b)));
    }
}
