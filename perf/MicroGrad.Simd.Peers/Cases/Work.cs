namespace MicroGrad.Simd.Peers.Cases;

/// <summary>One library's side of a case, with its inputs ready.</summary>
/// <param name="Run">What is timed.</param>
/// <param name="Probe">One number of the result, by which the libraries are seen to compute the same; null where weights are random.</param>
internal sealed record Work(Action Run, Func<double>? Probe = null);
