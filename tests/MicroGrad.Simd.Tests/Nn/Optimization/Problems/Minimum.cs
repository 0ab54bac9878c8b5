namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>A published minimum.</summary>
/// <param name="Value">The sum of squares.</param>
/// <param name="Point">Where it is attained, to as many digits as were published; empty where that was not, or in many places.</param>
public sealed record Minimum(double Value, params double[] Point);
