namespace MicroGrad.Simd.Nn;

/// <summary>Minimises ½‖r(x)‖² by the method of Levenberg and Marquardt: Gauss–Newton steps within a trust region.</summary>
/// <remarks>
/// The scaled trust region of J. J. Moré, "The Levenberg–Marquardt algorithm: implementation and theory", Lecture Notes in Mathematics 630
/// (1978), as in MINPACK. The units of the variables do not matter, and the Jacobian may have any rank. Meant for up to some hundred variables.
/// </remarks>
public static class LevenbergMarquardt
{
    private const string Name = nameof(LevenbergMarquardt);
    private const double LeastGain = 1e-4;

    private static readonly LevenbergMarquardtOptions Defaults = new();

    /// <summary>Minimises ½‖r(x)‖², with the Jacobian from the tape.</summary>
    /// <param name="residuals">r: gets the variables, gives the residuals. It is called for every point that is tried, and must not keep the variables.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">When to stop, and how long the first step may be.</param>
    /// <exception cref="ArgumentException">The start is empty, or something is not finite there; or the residuals do not depend on the variables.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside its range.</exception>
    public static SolverResult Fit(
        Func<Value<double>[], Value<double>[]> residuals, ReadOnlySpan<double> start, LevenbergMarquardtOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        return Fit(new TracedResiduals(Name, residuals, start.Length), start, options ?? Defaults);
    }

    /// <summary>Minimises ½‖r(x)‖², with the Jacobian from the caller.</summary>
    /// <param name="residuals">Fills in r(x), and the Jacobian where it is wanted.</param>
    /// <param name="count">How many residuals there are, at least 1.</param>
    /// <param name="start">Where to start.</param>
    /// <param name="options">When to stop, and how long the first step may be.</param>
    /// <exception cref="ArgumentException">The start is empty, or something is not finite there.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are no residuals, or an option is outside its range.</exception>
    public static SolverResult Fit(Residuals residuals, int count, ReadOnlySpan<double> start, LevenbergMarquardtOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(residuals);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return Fit(new GivenResiduals(residuals, count, start.Length), start, options ?? Defaults);
    }

    private static SolverResult Fit(ResidualFunction function, ReadOnlySpan<double> start, LevenbergMarquardtOptions options)
    {
        options.Validate(Name);
        var state = new LeastSquaresState(Name, function, start, options, scalesGrow: true);
        var region = new TrustRegion(state.Qr, start.Length);
        Span<double> scaled = new double[start.Length], model = new double[state.Qr.Height];
        for (int j = 0; j < scaled.Length; j++) scaled[j] = state.Scale[j] * state.Point[j];
        double size = Vectors.Norm(scaled), radius = options.FirstRadius * (size > 0 ? size : 1);
        bool first = true;
        StopReason reason;
        while (!state.IsDone(out reason))
        {
            // The step, and what the linear model promises of it: parts of ½‖r‖².
            for (int j = 0; j < scaled.Length; j++) scaled[j] = state.Gradient[j] / state.Scale[j];
            region.Solve(radius, Vectors.Norm(scaled), scaled);
            for (int j = 0; j < scaled.Length; j++) state.Step[j] = scaled[j] / state.Scale[j];
            state.Qr.Multiply(scaled, model);
            double length = Vectors.Norm(scaled), bent = 0.5 * Vectors.Dot(model, model) / state.Value;
            double damped = 0.5 * region.Damping * length * length / state.Value;
            double promised = bent + 2 * damped;
            if (first) radius = Math.Min(radius, length);
            first = false;

            double value = state.Try(1), gain = double.IsFinite(value) ? 1 - value / state.Value : double.NegativeInfinity;
            double ratio = promised > 0 ? gain / promised : 0;
            bool small = Vectors.IsSmall(state.Step, state.Point, options.StepTolerance);
            bool flat = Math.Abs(gain) <= options.DecreaseTolerance && promised <= options.DecreaseTolerance && ratio <= 2;
            bool moved = ratio >= LeastGain && state.TryMove();
            if (!moved && ratio >= LeastGain) ratio = gain = double.NegativeInfinity;

            // ½‖r‖² along the step is about the parabola through what is known of it; go to its bottom, but not too near.
            if (!(ratio > 0.25))
            {
                double part = gain >= 0 ? 0.5 : 0.5 * (bent + damped) / (bent + damped - 0.5 * gain);
                if (!(part >= 0.1)) part = 0.1;
                radius = part * Math.Min(radius, 10 * length);
                region.Damping /= part;
            }
            else if (region.Damping == 0 || ratio >= 0.75)
            {
                radius = 2 * length;
                region.Damping *= 0.5;
            }

            if (flat) return state.Result(StopReason.Decrease);
            if (small) return state.Result(moved ? StopReason.Step : double.IsFinite(value) ? StopReason.LineSearchFailed : StopReason.NotFinite);
        }

        return state.Result(reason);
    }
}
