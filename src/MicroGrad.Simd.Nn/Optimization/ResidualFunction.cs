namespace MicroGrad.Simd.Nn;

/// <summary>Residuals as the solvers call them: first their values, and the Jacobian only where a step is taken.</summary>
internal abstract class ResidualFunction
{
    /// <summary>The residuals at the point that was evaluated last.</summary>
    public double[] Values { get; protected set; } = [];

    /// <summary>Evaluates the residuals.</summary>
    public abstract void Evaluate(ReadOnlySpan<double> x);

    /// <summary>Fills in the Jacobian, row-major, at the point that was evaluated last.</summary>
    public abstract void Jacobian(Span<double> jacobian);
}
