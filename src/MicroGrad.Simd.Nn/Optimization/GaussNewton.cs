namespace MicroGrad.Simd.Nn;

/// <summary>Minimises ½‖r(x)‖² by the method of Gauss and Newton: steps to the least-squares solution of the linear model, shortened where they go too far.</summary>
/// <remarks>
/// J. Nocedal and S. J. Wright, Numerical Optimization (2006), sections 10.3 and 3.1. The step is solved for by orthogonal factors of the
/// scaled Jacobian; where its rank is below n, the variables that it leaves open stay as they are. Fast where the residuals are small at the
/// minimum or nearly linear; elsewhere, and where the Jacobian loses rank on the way, <see cref="LevenbergMarquardt"/> is the safer choice.
/// </remarks>
public static class GaussNewton
{
    private const string Name = nameof(GaussNewton);
    private const double SufficientDecrease = 1e-4;
    private const double LeastPart = 1e-20;
    private const double LeastCosine = 1e-4;    // between the step and the steepest descent, in scaled variables

    private static readonly SolverOptions Defaults = new();

    /// <summary>Minimises ½‖r(x)‖², with the Jacobian from the tape.</summary>
    /// <param name="residuals">r: gets the variables, gives the residuals. It is called for every point that is tried, and must not keep the variables.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">When to stop.</param>
    /// <exception cref="ArgumentException">The start is empty, or something is not finite there; or the residuals do not depend on the variables.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static SolverResult Fit(Func<Value<double>[], Value<double>[]> residuals, ReadOnlySpan<double> start, SolverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return Fit(new TracedResiduals(Name, residuals, start.Length), start, options ?? Defaults);
    }

    /// <summary>Minimises ½‖r(x)‖², with the Jacobian from the caller.</summary>
    /// <param name="residuals">Fills in r(x), and the Jacobian where it is wanted.</param>
    /// <param name="count">How many residuals there are, at least 1.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">When to stop.</param>
    /// <exception cref="ArgumentException">The start is empty, or something is not finite there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no residuals, or an option is outside its range.</exception>
    public static SolverResult Fit(Residuals residuals, int count, ReadOnlySpan<double> start, SolverOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Fit(new GivenResiduals(residuals, count, start.Length), start, options ?? Defaults);
    }

    private static SolverResult Fit(ResidualFunction function, ReadOnlySpan<double> start, SolverOptions options)
    {
        options.Validate(Name);
        var state = new LeastSquaresState(Name, function, start, options, scalesGrow: false);
        StopReason reason;
        while (!state.IsDone(out reason))
        {
            StopReason? failure;
            double part;
            int rank = state.Qr.Rank;
            do
            {
                double slope = Direction(state, ref rank);
                if (-0.5 * slope <= options.DecreaseTolerance * state.Value) return state.Result(StopReason.Decrease);
                failure = Search(state, slope, out part);
            }
            while (failure is not null && --rank >= 0);

            if (failure is not null) return state.Result(failure.Value);
            foreach (ref double element in state.Step.AsSpan()) element *= part;
            if (Vectors.IsSmall(state.Step, state.Point, options.StepTolerance)) return state.Result(StopReason.Step);
        }

        return state.Result(reason);
    }

    /// <summary>Chooses the step, and gives the slope of ½‖r‖² along it.</summary>
    /// <param name="state">Where the solver stands.</param>
    /// <param name="rank">By how many columns of the Jacobian to solve, at most; by how many it was.</param>
    private static double Direction(LeastSquaresState state, ref int rank)
    {
        Span<double> step = state.Step;
        double slope, steepest = Vectors.Norm(state.ScaledGradient);

        // Where the Jacobian has nearly lost its rank the step is nearly across the gradient, and leads nowhere: then by fewer columns.
        // By none at all the step is the steepest descent.
        do
        {
            if (rank > 0) state.Qr.Solve(rank, step);
            else for (int j = 0; j < step.Length; j++) step[j] = -state.ScaledGradient[j];
            slope = Vectors.Dot(state.ScaledGradient, step);
        }
        while (slope > -LeastCosine * steepest * Vectors.Norm(step) && --rank >= 0);

        for (int j = 0; j < step.Length; j++) step[j] /= state.Scale[j];
        return slope;
    }

    /// <summary>Takes the step or a part of it: the first to bring enough of the promised decrease.</summary>
    /// <returns>Why there was none, or null.</returns>
    private static StopReason? Search(LeastSquaresState state, double slope, out double part)
    {
        for (part = 1; ;)
        {
            double value = state.Try(part);

            // Lower at all, too: of a short enough step the promise is a rounding error.
            if (value < state.Value && value <= state.Value + SufficientDecrease * part * slope && state.TryMove()) return null;

            // To the bottom of the parabola with value and slope at the point and the value here.
            double bottom = -0.5 * slope * part * part / (value - state.Value - slope * part);
            part = double.IsFinite(value) ? Math.Clamp(bottom, 0.1 * part, 0.5 * part) : 0.1 * part;
            if (part < LeastPart || !state.Moves(part)) return double.IsFinite(value) ? StopReason.LineSearchFailed : StopReason.NotFinite;
        }
    }
}
