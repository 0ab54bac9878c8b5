namespace MicroGrad.Simd.Nn;

/// <summary>Minimises ½‖r(x)‖² by the method of Gauss and Newton: steps to the least-squares solution of the linear model, shortened where they go too far.</summary>
/// <remarks>
/// J. Nocedal and S. J. Wright, Numerical Optimization (2006), sections 10.3 and 3.1. The step is solved for by orthogonal factors of the
/// scaled Jacobian; where its rank is below n, or nearly so, some variables stay as they are. Fast where the residuals are small at the
/// minimum or nearly linear; elsewhere, and where the Jacobian loses rank on the way, <see cref="LevenbergMarquardt"/> is the safer choice.
/// </remarks>
public static class GaussNewton
{
    private const string Name = nameof(GaussNewton);
    private const double SufficientDecrease = 1e-4;
    private const double LeastPart = 1e-20;
    private const double Short = 0.003;     // from 0.001 to 0.01 all but one of the problems of Moré, Garbow and Hillstrom are solved

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
        int most = start.Length;
        StopReason reason;
        while (!state.IsDone(out reason))
        {
            int rank = state.Qr.Rank;
            if (-0.5 * Direction(state, rank) <= options.DecreaseTolerance * state.Value) return state.Result(StopReason.Decrease);

            // Where the Jacobian has nearly lost its rank the step is long and leads nowhere: then the next one is solved for by fewer columns,
            // in the end by none.
            StopReason? failure;
            double part;
            rank = Math.Min(rank, most);
            do failure = Search(state, Direction(state, rank), out part);
            while (failure is not null && --rank >= 0);
            if (failure is not null) return state.Result(failure.Value);
            most = part < Short ? Math.Max(rank - 1, 0) : start.Length;

            foreach (ref double element in state.Step.AsSpan()) element *= part;
            if (Vectors.IsSmall(state.Step, state.Point, options.StepTolerance)) return state.Result(StopReason.Step);
        }

        return state.Result(reason);
    }

    /// <summary>Solves for the step by the first columns of the Jacobian in the order of their factors; by none it is the steepest descent.</summary>
    /// <returns>The slope of ½‖r‖² along it.</returns>
    private static double Direction(LeastSquaresState state, int rank)
    {
        Span<double> step = state.Step;
        if (rank > 0) state.Qr.Solve(rank, step);
        else for (int j = 0; j < step.Length; j++) step[j] = -state.ScaledGradient[j];

        double slope = Vectors.Dot(state.ScaledGradient, step);
        for (int j = 0; j < step.Length; j++) step[j] /= state.Scale[j];
        return slope;
    }

    /// <summary>Takes the step or a part of it: the first to bring enough of the promised decrease.</summary>
    /// <returns>Why there was none, or null.</returns>
    private static StopReason? Search(LeastSquaresState state, double slope, out double part)
    {
        part = 1;
        while (slope < 0)
        {
            double value = state.Try(part);

            // Lower at all, too: of a short enough step the promise is a rounding error.
            if (value < state.Value && value <= state.Value + SufficientDecrease * part * slope && state.TryMove()) return null;

            // To the bottom of the parabola with value and slope at the point and the value here.
            double bottom = -0.5 * slope * part * part / (value - state.Value - slope * part);
            part = double.IsFinite(value) ? Math.Clamp(bottom, 0.1 * part, 0.5 * part) : 0.1 * part;
            if (!(part >= LeastPart) || !state.Moves(part)) return double.IsFinite(value) ? StopReason.LineSearchFailed : StopReason.NotFinite;
        }

        return StopReason.LineSearchFailed;
    }
}
