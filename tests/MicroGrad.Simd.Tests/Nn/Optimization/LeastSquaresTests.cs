using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>What Levenberg–Marquardt and Gauss–Newton have in common.</summary>
public sealed class LeastSquaresTests
{
    private delegate SolverResult Fit(Func<Value<double>[], Value<double>[]> residuals, double[] start, SolverOptions options);

    private static readonly SolverOptions ToTheEnd = new() { GradientTolerance = 0, StepTolerance = 0, DecreaseTolerance = 0, MaxIterations = 8 };

    private static readonly Fit[] Solvers =
    [
        (residuals, start, options) => LevenbergMarquardt.Fit(residuals, start, new LevenbergMarquardtOptions
        {
            GradientTolerance = options.GradientTolerance,
            StepTolerance = options.StepTolerance,
            DecreaseTolerance = options.DecreaseTolerance,
            MaxIterations = options.MaxIterations,
            Observer = options.Observer,
        }),
        (residuals, start, options) => GaussNewton.Fit(residuals, start, options),
    ];

    public static TheoryData<int> Both => [0, 1];

    [Theory]
    [MemberData(nameof(Both))]
    public void The_units_of_the_variables_do_not_matter(int solver)
    {
        // Powers of 2 are exact, so every point is the same to the bit.
        foreach (string name in new[] { "Beale", "Wood", "Meyer", "Osborne 2", "Powell singular" })
        {
            Problem problem = Collection.Find(name);
            double[] units = [.. problem.Start.Select((_, j) => Math.Pow(2, 25 * Math.Sin(7 * j + 1) is var power ? Math.Round(power) : 0))];
            double[] start = [.. problem.Start.Select((x, j) => x / units[j])];
            SolverResult plain = Solvers[solver](problem.Residuals, problem.Start, ToTheEnd);
            SolverResult scaled = Solvers[solver](x => problem.Residuals([.. x.Select((xj, j) => xj * units[j])]), start, ToTheEnd);
            Assert.Equal(plain.Point, scaled.Point.Select((x, j) => x * units[j]));
            Assert.Equal(plain.Value, scaled.Value);
        }
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void A_linear_problem_is_solved_in_one_step(int solver)
    {
        // The line through (0, 1), (1, 3), (2, 4), (3, 4): 1.5 + x, by the normal equations.
        double[] y = [1, 3, 4, 4];
        SolverResult result = Solvers[solver](x => [.. y.Select((yi, i) => x[0] + x[1] * i - yi)], [0, 0], new SolverOptions { GradientTolerance = 1e-12 });
        Assert.Equal(1, result.Iterations);
        Assert.Equal(1.5, result.Point[0], 1e-12);
        Assert.Equal(1, result.Point[1], 1e-12);
        Assert.Equal(0.5 * (0.25 + 0.25 + 0.25 + 0.25), result.Value, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void A_function_may_write_over_its_variables(int solver)
    {
        static Value<double>[] Residuals(Value<double>[] x)
        {
            x[0] = 2 - 4 * x[0];
            return [x[0], x[1] - 3];
        }

        SolverResult result = Solvers[solver](Residuals, [3, 4], new SolverOptions());
        Assert.Equal((1, StopReason.Gradient), (result.Iterations, result.Reason));
        Assert.Equal(0.5, result.Point[0], 1e-12);
        Assert.Equal(3, result.Point[1], 1e-12);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void The_jacobian_may_have_any_rank(int solver)
    {
        // One equation in three variables; a variable that nothing depends on; two columns that are the same.
        SolverResult fewer = Solvers[solver](x => [x[0] * x[1] + x[2] - 4], [1, 1, 1], new SolverOptions());
        Assert.Equal(0, fewer.Value, 1e-14);
        SolverResult unused = Solvers[solver](x => [x[0] - 1, x[0] * x[0] - 1], [3, 7], new SolverOptions());
        Assert.Equal([1, 7], unused.Point.Select(x => Math.Round(x, 6)));
        SolverResult equal = Solvers[solver](x => [V(x) - 2, V(x).Square() - 4], [0.5, 0.25], new SolverOptions());
        Assert.Equal(2, equal.Point[0] + equal.Point[1], 1e-9);

        static Value<double> V(Value<double>[] x) => x[0] + x[1];
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Residuals_may_be_variables_constants_and_one_another(int solver)
    {
        // Sweeps from a variable, and from a value that another residual is computed from, leave the rows of the Jacobian apart.
        double[] gradient = [];
        SolverResult result = Solvers[solver](
            x =>
            {
                Value<double> shared = x[0] * x[1];
                return [x[0], shared, shared * 2, 3.0, x[1]];
            },
            [2, 5],
            new SolverOptions { MaxIterations = 0, Observer = step => gradient = step.Gradient.ToArray() });

        // ½ (x² + 5 (xy)² + 9 + y²)
        Assert.Equal(0.5 * (4 + 500 + 9 + 25), result.Value);
        Assert.Equal([2 + 5 * 10 * 5, 5 + 5 * 10 * 2], gradient);
        Assert.Equal(StopReason.IterationLimit, result.Reason);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void A_step_to_where_a_residual_has_no_value_is_shortened(int solver)
    {
        // The full step from 4 goes below 0, where there is no logarithm.
        int refused = 0;
        SolverResult result = Solvers[solver](
            x =>
            {
                if (x[0].Data <= 0) refused++;
                return [x[0].Log() + 1, (x[0] - Math.Exp(-1)) / 100];
            },
            [40],
            new SolverOptions());
        Assert.Equal(Math.Exp(-1), result.Point[0], 1e-9);
        Assert.True(refused > 0);
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void A_jacobian_without_a_value_refuses_the_step(int solver)
    {
        // The full step from 2 goes to 1, where the residual is 0 but √ has no slope.
        SolverResult result = Solvers[solver](x => [x[0] - 1 + 0 * (x[0] - 1).Abs().Sqrt()], [2], new SolverOptions());
        Assert.Equal(1, result.Point[0], 1e-6);
        Assert.NotEqual(1, result.Point[0]);
        Assert.True(double.IsFinite(result.GradientNorm));
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void Residuals_that_are_finite_at_the_start_only_end_the_run(int solver)
    {
        foreach (double start in new[] { 0.0, 1.0 })
        {
            SolverResult result = Solvers[solver](x => [x[0] + 5 + (x[0].Data == start ? 0 : double.NaN)], [start], new SolverOptions());
            Assert.Equal(StopReason.NotFinite, result.Reason);
            Assert.Equal(start, Assert.Single(result.Point));
        }
    }

    [Theory]
    [MemberData(nameof(Both))]
    public void A_function_that_jumps_up_at_every_step_ends_the_run(int solver)
    {
        foreach (double start in new[] { 0.0, 1.0 })
        {
            foreach (SolverOptions options in new[] { new SolverOptions(), ToTheEnd })
            {
                SolverResult result = Solvers[solver](x => [x[0] + 5 + (x[0].Data == start ? 0 : 100)], [start], options);
                Assert.Equal(StopReason.LineSearchFailed, result.Reason);
                Assert.Equal(start, Assert.Single(result.Point));
            }
        }
    }

    [Fact]
    public void Traced_and_given_jacobians_take_the_same_path()
    {
        Residuals rosenbrock = (x, residuals, jacobian) =>
        {
            residuals[0] = 10 * (x[1] - x[0] * x[0]);
            residuals[1] = 1 - x[0];
            if (!jacobian.IsEmpty) ((ReadOnlySpan<double>)[-20 * x[0], 10, -1, 0]).CopyTo(jacobian);
        };
        Problem problem = Collection.Find("Rosenbrock");
        Same(LevenbergMarquardt.Fit(problem.Residuals, problem.Start), LevenbergMarquardt.Fit(rosenbrock, 2, problem.Start));
        Same(GaussNewton.Fit(problem.Residuals, problem.Start), GaussNewton.Fit(rosenbrock, 2, problem.Start));

        static void Same(SolverResult traced, SolverResult given)
        {
            Assert.Equal(traced.Point.AsSpan(), given.Point.AsSpan());
            Assert.Equal(traced with { Point = given.Point }, given);
        }
    }

    [Fact]
    public void A_wrong_jacobian_does_not_count_as_converged()
    {
        Residuals wrong = (x, residuals, jacobian) =>
        {
            residuals[0] = x[0] + 5;
            if (!jacobian.IsEmpty) jacobian[0] = -1;
        };
        Assert.Equal((StopReason.LineSearchFailed, 3), Ends(LevenbergMarquardt.Fit(wrong, 1, [3])));
        Assert.Equal((StopReason.LineSearchFailed, 3), Ends(GaussNewton.Fit(wrong, 1, [3])));

        // At 0 no step is too short to move the point, but the value stays the same.
        Assert.Equal((StopReason.LineSearchFailed, 0), Ends(GaussNewton.Fit(wrong, 1, [0])));

        static (StopReason, double) Ends(SolverResult result) => (result.Reason, Assert.Single(result.Point));
    }

    [Fact]
    public void A_smaller_first_radius_takes_a_smaller_first_step()
    {
        Assert.True(FirstStep(0.01) < 0.2 * FirstStep(100));

        static double FirstStep(double radius)
        {
            SolverResult result = LevenbergMarquardt.Fit(x => [x[0] - 100, x[1] + 50], [1, 1], new LevenbergMarquardtOptions { FirstRadius = radius, MaxIterations = 1 });
            return Math.Abs(result.Point[0] - 1);
        }
    }

    [Fact]
    public void Evaluations_allocate_nothing()
    {
        Residuals rosenbrock = (x, residuals, jacobian) =>
        {
            residuals[0] = 10 * (x[1] - x[0] * x[0]);
            residuals[1] = 1 - x[0];
            if (!jacobian.IsEmpty) ((ReadOnlySpan<double>)[-20 * x[0], 10, -1, 0]).CopyTo(jacobian);
        };
        double[] start = [-1.2, 1];
        Assert.Equal(BytesOf(2, damped: true), BytesOf(12, damped: true));
        Assert.Equal(BytesOf(2, damped: false), BytesOf(12, damped: false));

        long BytesOf(int iterations, bool damped)
        {
            LevenbergMarquardtOptions options = new() { MaxIterations = iterations };
            return Allocations.Of(() => _ = damped ? LevenbergMarquardt.Fit(rosenbrock, 2, start, options) : GaussNewton.Fit(rosenbrock, 2, start, options));
        }
    }
}
