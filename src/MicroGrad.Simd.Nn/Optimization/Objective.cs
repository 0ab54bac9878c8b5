namespace MicroGrad.Simd.Nn;

/// <summary>A function to be minimised, with its gradient: a tensor model, a replayed program, or a formula.</summary>
/// <param name="x">Where.</param>
/// <param name="gradient">Receives one number for each element of <paramref name="x"/>.</param>
/// <returns>The function's value; NaN or an infinity where it has none, and then a shorter step is tried.</returns>
public delegate double Objective(ReadOnlySpan<double> x, Span<double> gradient);
