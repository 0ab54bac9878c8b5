namespace MicroGrad.Simd;

/// <summary>A determinant that may be too large or too small for its type: det = Sign · e^LogAbs.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <param name="Sign">1 or −1, or 0 for a singular matrix; it has no gradient, since it is constant wherever it is continuous.</param>
/// <param name="LogAbs">ln |det|; −∞ for a singular matrix.</param>
public readonly record struct SignedLogDeterminant<T>(Tensor<T> Sign, Tensor<T> LogAbs) where T : unmanaged, IFloatingPointIeee754<T>;
