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

        // Scales that may shrink again take six times the evaluations on the problems of Moré, Garbow and Hillstrom, and fail on one.
        var state = new LeastSquaresState(Name, function, start, options, scalesGrow: true);
        var region = new TrustRegion(state.Qr, start.Length);
        Span<double> scaled = new double[start.Length], model = new double[state.Qr.Height];
        for (int j = 0; j < scaled.Length; j++) scaled[j] = state.Scale[j] * state.Point[j];
        double size = Vectors.Norm(scaled), radius = options.FirstRadius * (size > 0 ? size : 1);
        double least = Math.Max(options.DecreaseTolerance, Vectors.Epsilon);
        bool first = true, rejected = false;
        StopReason reason;
        while (!state.IsDone(out reason))
        {
            region.Solve(radius, Vectors.Norm(state.ScaledGradient), scaled);
            for (int j = 0; j < scaled.Length; j++) state.Step[j] = scaled[j] / state.Scale[j];

            // What the linear model promises, and what the step brings: parts of ½‖r‖².
            state.Qr.Multiply(scaled, model);
            double length = Vectors.Norm(scaled);
            double linear = 0.5 * Vectors.Dot(model, model) / state.Value, damped = 0.5 * region.Damping * length * length / state.Value;
            double promised = linear + 2 * damped, gain = 1 - state.Try(1) / state.Value, ratio = gain / promised;
            bool small = Vectors.IsSmall(state.Step, state.Point, options.StepTolerance), negligible = !(promised > least);
            bool moved = ratio >= LeastGain && state.TryMove();
            if (!double.IsFinite(gain) || (ratio >= LeastGain && !moved)) gain = ratio = double.NegativeInfinity;

            if (first) radius = Math.Min(radius, length);
            first = false;
            Adapt(region, ref radius, length, ratio, gain, linear + damped);

            // A promise that is small only because the region is says nothing of the minimum.
            if (negligible && !rejected && Math.Abs(gain) <= least && ratio <= 2) return state.Result(StopReason.Decrease);
            if (moved && small) return state.Result(StopReason.Step);
            if (!moved && (small || negligible)) return state.Result(double.IsFinite(gain) ? StopReason.LineSearchFailed : StopReason.NotFinite);
            rejected = !moved;
        }

        return state.Result(reason);
    }

    /// <summary>Widens the region where the model was good, and narrows it where the model was bad.</summary>
    private static void Adapt(TrustRegion region, ref double radius, double length, double ratio, double gain, double slope)
    {
        if (ratio > 0.25)
        {
            if (region.Damping > 0 && ratio < 0.75) return;
            radius = 2 * length;
            region.Damping *= 0.5;
            return;
        }

        // To the bottom of the parabola with ½‖r‖²'s value and slope at the point and its value after the step; from a tenth to a half.
        double part = gain >= 0 ? 0.5 : Math.Max(0.1, 0.5 * slope / (slope - 0.5 * gain));
        radius = part * Math.Min(radius, 10 * length);
        region.Damping /= part;
    }
}
