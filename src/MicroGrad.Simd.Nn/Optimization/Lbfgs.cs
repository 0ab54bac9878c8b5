namespace MicroGrad.Simd.Nn;

/// <summary>Minimises a smooth function by L-BFGS: steps by an estimate of the inverse Hessian from the latest steps, each along a line search.</summary>
/// <remarks>
/// J. Nocedal and S. J. Wright, Numerical Optimization (2006), algorithms 7.4 and 7.5. Every step meets the strong Wolfe conditions
/// f(x + αd) ≤ f(x) + c₁ α dᵀ∇f(x) and |dᵀ∇f(x + αd)| ≤ c₂ |dᵀ∇f(x)|.
/// </remarks>
public static class Lbfgs
{
    private const string Name = nameof(Lbfgs);

    private static readonly LbfgsOptions Defaults = new();

    /// <summary>Minimises a function of traced scalars.</summary>
    /// <param name="f">Gets the variables, gives the value. It is called for every point that is tried, and must not keep the variables.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">When to stop, and how to search.</param>
    /// <exception cref="ArgumentException">The start is empty, or the function is not finite there or does not depend on the variables.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static SolverResult Minimize(Func<Value<double>[], Value<double>> f, ReadOnlySpan<double> start, LbfgsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        return Minimize(new TracedObjective(Name, f, start.Length).Evaluate, start, options);
    }

    /// <summary>Minimises a function that gives its own gradient.</summary>
    /// <param name="f">The function.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">When to stop, and how to search.</param>
    /// <exception cref="ArgumentException">The start is empty, or the function is not finite there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static SolverResult Minimize(Objective f, ReadOnlySpan<double> start, LbfgsOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(f);
        options ??= Defaults;
        options.Validate(Name);
        StartingPoint.Check(Name, start);
        var search = new StrongWolfeSearch(f, start, options.SufficientDecrease, options.Curvature);
        if (!double.IsFinite(search.TrialValue)) StartingPoint.NotFinite(Name, "the function", search.TrialValue);
        if (!search.TrialIsFinite) StartingPoint.NotFinite(Name, "the gradient's sum of squares", Vectors.Dot(search.TrialGradient, search.TrialGradient));
        search.Accept();
        var history = new LbfgsHistory(start.Length, options.History);
        double[] direction = new double[start.Length];
        StopReason? stop = null;
        for (int iteration = 0; ; iteration++)
        {
            options.Observer?.Invoke(new SolverStep(iteration, search.Value, search.Point, search.Gradient));
            if (Vectors.Largest(search.Gradient) <= options.GradientTolerance) stop = StopReason.Gradient;
            else if (iteration >= options.MaxIterations) stop ??= StopReason.IterationLimit;
            if (stop is null && !TrySearch(search, history, direction, options.DecreaseTolerance, out StopReason failure)) stop = failure;
            if (stop is { } reason)
                return new([.. search.Point], search.Value, Vectors.Largest(search.Gradient), iteration, search.Evaluations, reason);

            history.Add(search.Point, search.Gradient, search.TrialPoint, search.TrialGradient);
            if (Vectors.IsSmall(history.LatestStep, search.Point, options.StepTolerance)) stop = StopReason.Step;
            if (search.Value - search.TrialValue <= options.DecreaseTolerance * Math.Abs(search.Value)) stop = StopReason.Decrease;
            search.Accept();
        }
    }

    private static bool TrySearch(StrongWolfeSearch search, LbfgsHistory history, double[] direction, double decreaseTolerance, out StopReason failure)
    {
        while (true)
        {
            history.Direction(search.Gradient, direction);
            failure = StopReason.LineSearchFailed;
            if (search.TryRun(direction, history.IsEmpty ? 1 / Vectors.Norm(direction) : 1)) return true;

            failure = search.TrialIsFinite ? StopReason.LineSearchFailed : StopReason.NotFinite;
            if (history.IsEmpty) return false;

            // Rounding hides a decrease that is too small. Where a large one was promised the estimate is bad, and is begun anew.
            double promised = -0.5 * Vectors.Dot(search.Gradient, direction);
            if (promised >= 0 && promised <= decreaseTolerance * Math.Abs(search.Value))
            {
                failure = StopReason.Decrease;
                return false;
            }

            history.Clear();
        }
    }
}
