namespace MicroGrad.Simd.Nn;

/// <summary>When a solver stops, and who watches it. The tolerances of step and decrease are relative and near rounding by default: ask for less to save time.</summary>
public record SolverOptions
{
    private protected const string AtLeast0 = "It must be finite and at least 0.";

    /// <summary>Stop where no element of the gradient is larger; finite and at least 0.</summary>
    public double GradientTolerance { get; init; } = 1e-8;

    /// <summary>Stop after a step that moved each element of the point by at most this part of itself; finite and at least 0.</summary>
    public double StepTolerance { get; init; } = 1e-14;

    /// <summary>Stop when the value falls by at most this part of itself; finite and at least 0.</summary>
    public double DecreaseTolerance { get; init; } = 1e-14;

    /// <summary>The most steps that are taken, at least 0.</summary>
    public int MaxIterations { get; init; } = 1000;

    /// <summary>Called at the start and after each step.</summary>
    public StepObserver? Observer { get; init; }

    internal virtual void Validate(string solver)
    {
        Require(GradientTolerance is >= 0 and < double.PositiveInfinity, solver, nameof(GradientTolerance), GradientTolerance, AtLeast0);
        Require(StepTolerance is >= 0 and < double.PositiveInfinity, solver, nameof(StepTolerance), StepTolerance, AtLeast0);
        Require(DecreaseTolerance is >= 0 and < double.PositiveInfinity, solver, nameof(DecreaseTolerance), DecreaseTolerance, AtLeast0);
        Require(MaxIterations >= 0, solver, nameof(MaxIterations), MaxIterations, "It must be at least 0.");
    }

    private protected static void Require(bool holds, string solver, string option, double value, string rule)
    {
        if (!holds) throw new ArgumentOutOfRangeException(option, $"{solver}: {option} is {value}. {rule}");
    }
}
