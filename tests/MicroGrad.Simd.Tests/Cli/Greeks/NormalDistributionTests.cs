using MicroGrad.Simd.Cli.Greeks;
using Xunit;

namespace MicroGrad.Simd.Tests.Cli.Greeks;

public sealed class NormalDistributionTests
{
    // Zero is among the points: there the sign that the function takes out of x jumps.
    [Fact]
    public void Probability_and_slopes_are_right_everywhere()
    {
        for (double x = -12; x <= 12; x += 0.0625)
        {
            var y = NormalDistribution.Cumulative(new Dual<Dual<double>>(new(x, 1), 1.0));
            Assert.Equal(0.5 + Integral(x), y.Value.Value, 1e-15);
            Assert.Equal(Density(x), y.Value.Tangent, 1e-14);
            Assert.Equal(-x * Density(x), y.Tangent.Tangent, 1e-12);
        }
    }

    [Theory]
    [InlineData(1e40, 1)]
    [InlineData(-1e40, 0)]
    public void Far_out_it_is_at_its_limits(double x, double limit) => Assert.Equal(limit, NormalDistribution.Cumulative(x));

    private static double Density(double x) => Math.Exp(-x * x / 2) / Math.Sqrt(2 * Math.PI);

    /// <summary>Of the density from 0, by Simpson's rule, with what each sum loses carried on (W. Kahan, 1965).</summary>
    private static double Integral(double x)
    {
        const int parts = 4000;
        double sum = Density(0) + Density(x), lost = 0;
        for (int i = 1; i < parts; i++)
        {
            double term = (i % 2 == 0 ? 2 : 4) * Density(x * i / parts) - lost, next = sum + term;
            lost = next - sum - term;
            sum = next;
        }

        return sum * x / parts / 3;
    }
}
