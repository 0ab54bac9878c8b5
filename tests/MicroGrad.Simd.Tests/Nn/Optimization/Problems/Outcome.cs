namespace MicroGrad.Simd.Tests.Nn.Optimization;

public sealed record Outcome(int Minimum);
