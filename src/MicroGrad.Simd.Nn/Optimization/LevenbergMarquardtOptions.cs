namespace MicroGrad.Simd.Nn;

/// <summary>How <see cref="LevenbergMarquardt"/> works.</summary>
public sealed record LevenbergMarquardtOptions : SolverOptions
{
    /// <summary>How long the first step may be, as a multiple of the start's length, both in scaled variables; finite and above 0. Smaller is more careful.</summary>
    public double FirstRadius { get; init; } = 100;

    internal override void Validate(string solver)
    {
        base.Validate(solver);
        Require(FirstRadius is > 0 and < double.PositiveInfinity, solver, nameof(FirstRadius), FirstRadius, "It must be finite and above 0.");
    }
}
