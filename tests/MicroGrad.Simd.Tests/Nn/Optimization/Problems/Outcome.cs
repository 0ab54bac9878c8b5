namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>Where a solver comes to from the standard start, when that is not the least minimum.</summary>
/// <param name="Solver">The solver.</param>
/// <param name="Minimum">The place of the minimum among the published ones; null for none of them.</param>
public sealed record Outcome(Solver Solver, int? Minimum);
