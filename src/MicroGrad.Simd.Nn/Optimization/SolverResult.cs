using System.Collections.Immutable;

namespace MicroGrad.Simd.Nn;

/// <summary>What a solver found.</summary>
/// <param name="Point">The best of the points that the solver stepped to.</param>
/// <param name="Value">What was minimised, at the point; for least squares ½‖r‖².</param>
/// <param name="GradientNorm">The largest absolute element of the gradient at the point; for least squares of Jᵀr.</param>
/// <param name="Iterations">How many steps were taken.</param>
/// <param name="Evaluations">At how many points the function was evaluated, the start and rejected points included.</param>
/// <param name="Reason">Why the solver stopped.</param>
public sealed record SolverResult(
    ImmutableArray<double> Point, double Value, double GradientNorm, int Iterations, int Evaluations, StopReason Reason)
{
    /// <summary>Whether a tolerance was met.</summary>
    public bool Converged => Reason is StopReason.Gradient or StopReason.Step or StopReason.Decrease;

    /// <summary>The value, where it is, and how the solver came there.</summary>
    public override string ToString() =>
        $"{Value} at ({string.Join(", ", Point)}) after {Iterations} steps and {Evaluations} evaluations: {Reason}, largest gradient element {GradientNorm}";
}
