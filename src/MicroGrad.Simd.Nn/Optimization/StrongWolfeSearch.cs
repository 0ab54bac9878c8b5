namespace MicroGrad.Simd.Nn;

/// <summary>Where a minimisation stands, and the search along a line for a step that meets the strong Wolfe conditions.</summary>
/// <remarks>
/// J. J. Moré and D. J. Thuente, "Line search algorithms with guaranteed sufficient decrease", ACM TOMS 20 (1994). A step to where the function
/// is not finite is shortened to a tenth from the best point on, and no longer step is tried before there is a bracket.
/// </remarks>
internal sealed class StrongWolfeSearch
{
    private const int MaxTrials = 30;

    private readonly Objective _function;
    private readonly double _sufficient, _curvature;
    private double[] _point, _gradient, _trialPoint, _trialGradient;

    /// <summary>Evaluates the start, which is to be accepted before the first search.</summary>
    public StrongWolfeSearch(Objective function, ReadOnlySpan<double> start, double sufficient, double curvature)
    {
        (_function, _sufficient, _curvature) = (function, sufficient, curvature);
        (_point, _gradient) = (new double[start.Length], new double[start.Length]);
        (_trialPoint, _trialGradient) = (start.ToArray(), new double[start.Length]);
        Evaluate();
    }

    public ReadOnlySpan<double> Point => _point;

    public ReadOnlySpan<double> Gradient => _gradient;

    public double Value { get; private set; }

    public ReadOnlySpan<double> TrialPoint => _trialPoint;

    public ReadOnlySpan<double> TrialGradient => _trialGradient;

    public double TrialValue { get; private set; }

    public bool TrialIsFinite { get; private set; }

    public int Evaluations { get; private set; }

    /// <summary>Moves to the trial point.</summary>
    public void Accept()
    {
        (_point, _trialPoint) = (_trialPoint, _point);
        (_gradient, _trialGradient) = (_trialGradient, _gradient);
        Value = TrialValue;
    }

    /// <summary>Searches for an acceptable trial point.</summary>
    /// <param name="direction">The line.</param>
    /// <param name="step">The first multiple of it to try.</param>
    /// <returns>Whether there was one.</returns>
    public bool TryRun(ReadOnlySpan<double> direction, double step)
    {
        var origin = new LinePoint(0, Value, Vectors.Dot(_gradient, direction));
        if (!(origin.Slope < 0)) return false;

        double promised = _sufficient * origin.Slope, wall = double.PositiveInfinity, width = wall, earlier = wall;
        var interval = new LineInterval(origin);
        bool firstStage = true;
        for (int trials = 0; trials < MaxTrials; trials++)
        {
            LinePoint trial = Evaluate(direction, step);
            if (!TrialIsFinite)
            {
                if (step > interval.Best.Step) wall = step;
                step = interval.Best.Step + 0.1 * (step - interval.Best.Step);
                continue;
            }

            bool lower = trial.Value <= Value + step * promised;
            if (lower && Math.Abs(trial.Slope) <= -_curvature * origin.Slope) return true;

            // A point that is lower, but not by enough, tells little about where enough is: there the function is tilted until a line
            // of sufficient decrease lies flat. Section 3, with the condition of the authors' program.
            firstStage &= !(lower && trial.Slope >= 0);
            bool tilt = firstStage && !lower && trial.Value <= interval.Best.Value;
            if (tilt) interval.Tilt(promised);
            step = interval.Add(tilt ? trial.Tilted(promised) : trial);
            if (tilt) interval.Tilt(-promised);

            if (!interval.IsBracketed)
            {
                if (step >= wall) step = interval.Best.Step + (wall - interval.Best.Step) / 2;
                continue;
            }

            // Two proposals must shrink the bracket to two thirds, or else it is halved.
            if (interval.Width >= 0.66 * earlier) step = interval.Middle;
            (earlier, width) = (width, interval.Width);
            if (width <= Vectors.Epsilon * interval.Best.Step || step == interval.Best.Step || step == interval.Other.Step) return false;
        }

        return false;
    }

    private LinePoint Evaluate(ReadOnlySpan<double> direction, double step)
    {
        for (int i = 0; i < _point.Length; i++) _trialPoint[i] = _point[i] + step * direction[i];
        Evaluate();
        return new LinePoint(step, TrialValue, Vectors.Dot(_trialGradient, direction));
    }

    private void Evaluate()
    {
        Evaluations++;
        TrialValue = _function(_trialPoint, _trialGradient);
        TrialIsFinite = double.IsFinite(TrialValue) && Vectors.AreFinite(_trialGradient);
    }
}
