using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>The standard problems from their standard starts.</summary>
public sealed class ProblemTests
{
    public static TheoryData<string> Problems => [.. Collection.Names];

    public static TheoryData<string, Solver> Runs
    {
        get
        {
            var runs = new TheoryData<string, Solver>();
            foreach (string name in Collection.Names)
                foreach (Solver solver in Enum.GetValues<Solver>()) runs.Add(name, solver);
            return runs;
        }
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void The_solver_reaches_the_published_minimum_that_the_table_says(string name, Solver solver)
    {
        Problem problem = Collection.Find(name);
        SolverResult result = Run.Of(solver, problem);

        // The published values have six digits, cut or rounded.
        int reached = Array.FindIndex(problem.Minima, minimum => Math.Abs(2 * result.Value - minimum.Value) <= 1e-5 * minimum.Value + 1e-16);
        Outcome? other = Array.Find(problem.Others, outcome => outcome.Solver == solver);
        int? expected = other is null ? 0 : other.Minimum;
        Assert.True(reached == (expected ?? -1), $"{name}, {solver}: {result}");
        if (reached < 0) return;

        double[] published = problem.Minima[reached].Point;
        for (int i = 0; i < published.Length; i++) Assert.Equal(published[i], result.Point[i], 2e-4 * (published[i] == 0 ? 1 : Math.Abs(published[i])));
    }

    [Theory]
    [MemberData(nameof(Runs))]
    public void No_step_goes_up_and_the_observer_sees_each(string name, Solver solver)
    {
        double last = double.PositiveInfinity;
        int seen = 0;
        Problem problem = Collection.Find(name);
        SolverResult result = Run.Of(solver, problem, step =>
        {
            Assert.Equal(seen++, step.Iteration);
            Assert.True(step.Value <= last, $"step {step.Iteration}: {step.Value} after {last}");
            last = step.Value;
        });
        Assert.Equal(last, result.Value);
        Assert.Equal(seen - 1, result.Iterations);
        Assert.True(result.Evaluations > result.Iterations);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Gradients_of_the_problem_agree_with_differences(string name)
    {
        Problem problem = Collection.Find(name);
        var random = new Random(1);
        double[] moved = [.. problem.Start.Select(x => x + 0.05 * Math.Max(Math.Abs(x), 0.5) * (random.NextDouble() - 0.5))];
        double[] weights = Each.Of(100, _ => random.NextDouble() - 0.5);
        foreach (double[] at in new[] { problem.Start, moved })
        {
            // The residuals rather than their squares, which are so large in some problems that differences see no more than those.
            GradientReport report = GradientCheck.Compare(x => problem.Residuals(x).Select((r, i) => weights[i] * r).Aggregate((sum, r) => sum + r), at);
            Assert.True(report.Passed(), report.ToString());
            Assert.Empty(report.Kinks);
        }
    }

    [Theory]
    [InlineData("Biggs EXP6")]
    [InlineData("Osborne 2")]
    [InlineData("Chebyquad, 10")]
    public void Runs_are_the_same_to_the_bit(string name)
    {
        foreach (Solver solver in Enum.GetValues<Solver>())
        {
            SolverResult first = Run.Of(solver, Collection.Find(name)), second = Run.Of(solver, Collection.Find(name));
            Assert.Equal(first.Point.AsSpan(), second.Point.AsSpan());
            Assert.Equal(first with { Point = second.Point }, second);
        }
    }
}
