namespace MicroGrad.Simd.Nn;

/// <summary>How <see cref="Lbfgs"/> works.</summary>
public sealed record LbfgsOptions : SolverOptions
{
    /// <summary>How many of the latest steps the Hessian is estimated from, at least 1.</summary>
    public int History { get; init; } = 10;

    /// <summary>c₁ of the strong Wolfe conditions: the part of the decrease that the slope promises which a step must bring; 0 &lt; c₁ &lt; c₂.</summary>
    public double SufficientDecrease { get; init; } = 1e-4;

    /// <summary>c₂ of the strong Wolfe conditions: the part of the slope that a step may leave; c₁ &lt; c₂ &lt; 1.</summary>
    public double Curvature { get; init; } = 0.9;

    internal override void Validate(string solver)
    {
        base.Validate(solver);
        Require(History >= 1, solver, nameof(History), History, "It must be at least 1.");
        Require(SufficientDecrease > 0 && SufficientDecrease < 1, solver, nameof(SufficientDecrease), SufficientDecrease, "It must lie between 0 and 1.");
        Require(Curvature > SufficientDecrease && Curvature < 1, solver, nameof(Curvature), Curvature, $"It must lie between SufficientDecrease, {SufficientDecrease}, and 1.");
    }
}
