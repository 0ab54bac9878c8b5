namespace MicroGrad.Simd.Nn;

/// <summary>Where a solver stands: at the start, and after each step that it has taken.</summary>
/// <remarks>The spans are valid during the call only.</remarks>
public readonly ref struct SolverStep
{
    internal SolverStep(int iteration, double value, ReadOnlySpan<double> point, ReadOnlySpan<double> gradient)
    {
        Iteration = iteration;
        Value = value;
        Point = point;
        Gradient = gradient;
    }

    /// <summary>The number of steps taken; 0 at the start.</summary>
    public int Iteration { get; }

    /// <summary>What is minimised; for least squares ½‖r‖².</summary>
    public double Value { get; }

    /// <summary>The point.</summary>
    public ReadOnlySpan<double> Point { get; }

    /// <summary>The gradient of <see cref="Value"/>; for least squares Jᵀr.</summary>
    public ReadOnlySpan<double> Gradient { get; }
}
