namespace MicroGrad.Simd.Nn;

/// <summary>Residuals r(x) whose sum of squares is to be minimised, with their Jacobian.</summary>
/// <param name="x">Where.</param>
/// <param name="residuals">Receives r(x); NaN or an infinity where there is no value, and then a shorter step is tried.</param>
/// <param name="jacobian">Receives ∂rᵢ/∂xⱼ at [i · x.Length + j]; empty where only the residuals are wanted.</param>
public delegate void Residuals(ReadOnlySpan<double> x, Span<double> residuals, Span<double> jacobian);
