using MicroGrad.Simd.Nn;
using Xunit;
using V = MicroGrad.Simd.Value<double>;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>The line search of L-BFGS.</summary>
public sealed class StrongWolfeTests
{
    public static TheoryData<string> Problems => [.. Collection.Names];

    [Theory]
    [MemberData(nameof(Problems))]
    public void Every_step_meets_the_strong_wolfe_conditions(string name)
    {
        Problem problem = Collection.Find(name);
        Assert.Equal(0, Violations(problem, new LbfgsOptions(), 1e-4, 0.9));
        Assert.Equal(0, Violations(problem, new LbfgsOptions { SufficientDecrease = 1e-3, Curvature = 0.1 }, 1e-3, 0.1));
    }

    [Fact]
    public void The_test_sees_violations()
    {
        // A loose search does not meet tight conditions.
        Assert.True(Violations(Collection.Find("Wood"), new LbfgsOptions(), 1e-4, 0.1) > 0);
        Assert.True(Violations(Collection.Find("Wood"), new LbfgsOptions(), 0.5, 0.9) > 0);
    }

    [Fact]
    public void A_point_that_is_lower_but_not_by_enough_is_not_one_to_go_on_from()
    {
        // Steep near 0 and then nearly flat, but falling for ever: sufficient decrease ends at 0.25, before the first step.
        var options = new LbfgsOptions { MaxIterations = 1, SufficientDecrease = 0.4, Curvature = 0.5 };
        SolverResult result = Lbfgs.Minimize(x => (V.Exp(-10 * x[0]) - 1) / 10 - x[0] / 100, [0], options);
        Assert.InRange(result.Point[0], 0.07, 0.25);
    }

    [Fact]
    public void A_step_to_where_the_function_has_no_value_is_shortened()
    {
        // x − 2 ln x has no value below 0, where the second step goes.
        int refused = 0;
        SolverResult result = Lbfgs.Minimize(
            (x, gradient) =>
            {
                gradient[0] = 1 - 1 / x[0];
                if (x[0] <= 0) refused++;
                return x[0] - Math.Log(x[0]);
            },
            [3]);
        Assert.Equal(1, result.Point[0], 1e-6);
        Assert.True(result.Converged);
        Assert.True(refused > 0);
    }

    [Fact]
    public void A_function_that_is_finite_at_the_start_only_ends_the_run()
    {
        SolverResult result = Lbfgs.Minimize((x, gradient) => (gradient[0] = x[0] == 1 ? 1 : double.NaN) * 2, [1]);
        Assert.Equal(StopReason.NotFinite, result.Reason);
        Assert.Equal(1, Assert.Single(result.Point));
        Assert.Equal(2, result.Value);
        Assert.False(result.Converged);
    }

    [Fact]
    public void A_gradient_of_the_wrong_sign_ends_the_run()
    {
        SolverResult result = Lbfgs.Minimize((x, gradient) => { gradient[0] = -2 * x[0]; return x[0] * x[0]; }, [3]);
        Assert.Equal(StopReason.LineSearchFailed, result.Reason);
        Assert.Equal(3, Assert.Single(result.Point));
    }

    private static int Violations(Problem problem, LbfgsOptions options, double sufficient, double curvature)
    {
        double value = 0;
        double[] point = [], gradient = [];
        int violations = 0;
        Lbfgs.Minimize(problem.Objective, problem.Start, options with
        {
            MaxIterations = 300,
            Observer = step =>
            {
                if (step.Iteration > 0 && !Holds(step)) violations++;
                (value, point, gradient) = (step.Value, step.Point.ToArray(), step.Gradient.ToArray());
            },
        });
        return violations;

        // In terms of the whole step s = αd the conditions are f(x + s) ≤ f(x) + c₁ sᵀ∇f(x) and |sᵀ∇f(x + s)| ≤ c₂ |sᵀ∇f(x)|. What is
        // allowed on top is the rounding of s alone.
        bool Holds(SolverStep step)
        {
            double before = 0, after = 0, rounding = 0;
            for (int i = 0; i < point.Length; i++)
            {
                double moved = step.Point[i] - point[i];
                before += moved * gradient[i];
                after += moved * step.Gradient[i];
                rounding += (Math.Abs(gradient[i]) + Math.Abs(step.Gradient[i])) * Math.Abs(step.Point[i]) / (1L << 51);
            }

            return step.Value <= value + sufficient * (before + rounding) && Math.Abs(after) <= curvature * Math.Abs(before) + rounding;
        }
    }
}
