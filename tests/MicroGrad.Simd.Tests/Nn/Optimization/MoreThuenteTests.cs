using MicroGrad.Simd.Nn;
using Xunit;
using V = MicroGrad.Simd.Value<double>;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>The functions on which J. J. Moré and D. J. Thuente tried their line search, "Line search algorithms with guaranteed sufficient decrease", ACM TOMS 20 (1994), section 5.</summary>
public sealed class MoreThuenteTests
{
    private static readonly (Func<V, V> Function, double SufficientDecrease, double Curvature)[] Functions =
    [
        (a => -a / (a * a + 2), 0.001, 0.1),
        (a => (a + 0.004).Pow(5) - 2 * (a + 0.004).Pow(4), 0.1, 0.1),
        (a => Wavy(a, 0.01, 39), 0.1, 0.1),
        (a => TwoKinks(a, 0.001, 0.001), 0.001, 0.001),
        (a => TwoKinks(a, 0.01, 0.001), 0.001, 0.001),
        (a => TwoKinks(a, 0.001, 0.01), 0.001, 0.001),
    ];

    /// <summary>The function, the first step, how many evaluations the authors' program took, and the step that it found, as published.</summary>
    [Theory]
    [InlineData(1, 1e-3, 6, 1.4)]
    [InlineData(1, 1e-1, 3, 1.4)]
    [InlineData(1, 1e+1, 1, 10)]
    [InlineData(1, 1e+3, 4, 37)]
    [InlineData(2, 1e-3, 12, 1.6)]
    [InlineData(2, 1e-1, 8, 1.6)]
    [InlineData(2, 1e+1, 8, 1.6)]
    [InlineData(2, 1e+3, 11, 1.6)]
    [InlineData(3, 1e-3, 12, 1.0)]
    [InlineData(3, 1e-1, 12, 1.0)]
    [InlineData(3, 1e+1, 10, 1.0)]
    [InlineData(3, 1e+3, 13, 1.0)]
    [InlineData(4, 1e-3, 4, 0.085)]
    [InlineData(4, 1e-1, 1, 0.10)]
    [InlineData(4, 1e+1, 3, 0.35)]
    [InlineData(4, 1e+3, 4, 0.83)]
    [InlineData(5, 1e-3, 6, 0.075)]
    [InlineData(5, 1e-1, 3, 0.078)]
    [InlineData(5, 1e+1, 7, 0.073)]
    [InlineData(5, 1e+3, 8, 0.076)]
    [InlineData(6, 1e-3, 13, 0.93)]
    [InlineData(6, 1e-1, 11, 0.93)]
    [InlineData(6, 1e+1, 8, 0.92)]
    [InlineData(6, 1e+3, 11, 0.92)]
    public void The_search_takes_as_many_evaluations_as_theirs(int function, double first, int evaluations, double step)
    {
        // L-BFGS begins with a step of length 1 from 0, so the variable is measured in first steps.
        (Func<V, V> f, double sufficient, double curvature) = Functions[function - 1];
        SolverResult result = Lbfgs.Minimize(x => f(first * x[0]), [0], new LbfgsOptions
        {
            GradientTolerance = 0,
            MaxIterations = 1,
            SufficientDecrease = sufficient,
            Curvature = curvature * (1 + 1e-9),     // it must be above the other
        });
        Assert.Equal(1, result.Iterations);
        Assert.Equal((evaluations, step), (result.Evaluations - 1, double.Parse((first * result.Point[0]).ToString("G2"))));
    }

    /// <summary>|1 − α| with its corner rounded, and a sine on top.</summary>
    private static V Wavy(V a, double beta, double waves)
    {
        V corner = Math.Abs(a.Data - 1) <= beta ? (a - 1).Square() / (2 * beta) + beta / 2 : (a - 1).Abs();
        return corner + 2 * (1 - beta) / (waves * Math.PI) * (waves * Math.PI / 2 * a).Sin();
    }

    private static V TwoKinks(V a, double beta1, double beta2) =>
        Gamma(beta1) * ((1 - a).Square() + beta2 * beta2).Sqrt() + Gamma(beta2) * (a.Square() + beta1 * beta1).Sqrt();

    private static double Gamma(double beta) => Math.Sqrt(1 + beta * beta) - beta;
}
