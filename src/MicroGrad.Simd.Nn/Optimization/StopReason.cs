namespace MicroGrad.Simd.Nn;

/// <summary>Why a solver stopped.</summary>
public enum StopReason
{
    /// <summary>The largest element of the gradient is within <see cref="SolverOptions.GradientTolerance"/>.</summary>
    Gradient,

    /// <summary>The latest step moved no element of the point by more than <see cref="SolverOptions.StepTolerance"/> of itself.</summary>
    Step,

    /// <summary>The value falls by no more than <see cref="SolverOptions.DecreaseTolerance"/> of itself.</summary>
    Decrease,

    /// <summary>As many steps were taken as <see cref="SolverOptions.MaxIterations"/> allows.</summary>
    IterationLimit,

    /// <summary>
    /// No step brings what the gradient promises: rounding hides the decrease, and the point is as good as the function's own errors allow; or the
    /// gradient is wrong, or the function is not smooth, or falls without end.
    /// </summary>
    LineSearchFailed,

    /// <summary>However short a step was, the function was NaN or infinite there.</summary>
    NotFinite,
}
