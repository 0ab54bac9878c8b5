namespace MicroGrad.Simd.Nn;

/// <summary>Watches a solver.</summary>
/// <param name="step">Where the solver stands.</param>
public delegate void StepObserver(SolverStep step);
