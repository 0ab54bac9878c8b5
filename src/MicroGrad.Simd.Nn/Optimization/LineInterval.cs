namespace MicroGrad.Simd.Nn;

/// <summary>The interval in which a line search looks: it grows until it has a minimum inside, and then shrinks around it.</summary>
/// <remarks>J. J. Moré and D. J. Thuente, "Line search algorithms with guaranteed sufficient decrease", ACM TOMS 20 (1994), sections 2 and 4.</remarks>
internal struct LineInterval(LinePoint start)
{
    /// <summary>The end with the least value so far.</summary>
    public LinePoint Best { get; private set; } = start;

    /// <summary>The other end; it has a meaning once <see cref="IsBracketed"/>.</summary>
    public LinePoint Other { get; private set; } = start;

    /// <summary>Whether the ends enclose a minimum.</summary>
    public bool IsBracketed { get; private set; }

    /// <summary>The distance between the ends.</summary>
    public readonly double Width => Math.Abs(Other.Step - Best.Step);

    /// <summary>The step half-way between the ends.</summary>
    public readonly double Middle => Best.Step + 0.5 * (Other.Step - Best.Step);

    /// <summary>Subtracts slope · step from the function.</summary>
    public void Tilt(double slope) => (Best, Other) = (Best.Tilted(slope), Other.Tilted(slope));

    /// <summary>Takes a trial point in, and proposes the next step.</summary>
    public double Add(LinePoint trial)
    {
        double next;
        if (trial.Value > Best.Value) next = AfterRise(trial);
        else if (trial.Slope * Best.Slope < 0) next = AfterTurn(trial);
        else next = IsBracketed ? TowardsOther(trial) : Onwards(trial);
        if (!(trial.Value > Best.Value)) Best = trial;
        return double.IsFinite(next) ? next : Middle;
    }

    /// <summary>A higher value, so a minimum lies between. The cubic is trusted where it stays nearer to the best point than the parabola.</summary>
    private double AfterRise(LinePoint trial)
    {
        double cubic = LinePoint.CubicMinimum(Best, trial), quadratic = LinePoint.QuadraticMinimum(Best, trial);
        (Other, IsBracketed) = (trial, true);
        return Math.Abs(cubic - Best.Step) < Math.Abs(quadratic - Best.Step) ? cubic : quadratic + (cubic - quadratic) / 2;
    }

    /// <summary>A lower value and a slope of the other sign, so a minimum lies between. Of cubic and secant the one farther from the trial point.</summary>
    private double AfterTurn(LinePoint trial)
    {
        double cubic = LinePoint.CubicMinimum(Best, trial), secant = LinePoint.SecantMinimum(Best, trial);
        (Other, IsBracketed) = (Best, true);
        return Math.Abs(cubic - trial.Step) >= Math.Abs(secant - trial.Step) ? cubic : secant;
    }

    /// <summary>A lower value within the bracket, sloping on: the nearer of cubic and secant where the slope is gentler, but not too near the other end.</summary>
    private readonly double TowardsOther(LinePoint trial)
    {
        if (Math.Abs(trial.Slope) > Math.Abs(Best.Slope)) return LinePoint.CubicMinimum(Other, trial);
        double cubic = LinePoint.CubicMinimum(Best, trial), secant = LinePoint.SecantMinimum(Best, trial);
        bool beyond = (cubic - trial.Step) * (trial.Step - Best.Step) > 0;
        double next = beyond && Math.Abs(cubic - trial.Step) < Math.Abs(secant - trial.Step) ? cubic : secant;
        double limit = trial.Step + 0.66 * (Other.Step - trial.Step);
        return Other.Step > trial.Step ? Math.Min(next, limit) : Math.Max(next, limit);
    }

    /// <summary>A lower value, sloping on, and no bracket yet: the farther of cubic and secant, from one to four times the latest advance.</summary>
    private readonly double Onwards(LinePoint trial)
    {
        double advance = trial.Step - Best.Step, farthest = trial.Step + 4 * advance;
        if (Math.Abs(trial.Slope) > Math.Abs(Best.Slope)) return farthest;
        double cubic = LinePoint.CubicMinimum(Best, trial), secant = LinePoint.SecantMinimum(Best, trial);
        if (!(cubic > trial.Step)) return farthest;
        return Math.Clamp(Math.Max(cubic, secant), trial.Step + 1.1 * advance, farthest);
    }
}
