namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>A least-squares problem of J. J. Moré, B. S. Garbow and K. E. Hillstrom, "Testing unconstrained optimization software", ACM TOMS 7 (1981).</summary>
/// <param name="Name">Its name there, and the number of variables where several were used.</param>
/// <param name="Residuals">The residuals, written once for traced values.</param>
/// <param name="Start">The standard start.</param>
/// <param name="Minima">The published minima of the sum of squares; the first is the least.</param>
public sealed record Problem(string Name, Func<Value<double>[], Value<double>[]> Residuals, double[] Start, params Minimum[] Minima)
{
    /// <summary>The solvers that do not come to the first minimum from the standard start.</summary>
    public Outcome[] Others { get; init; } = [];

    /// <summary>½‖r‖².</summary>
    public Value<double> Objective(Value<double>[] x)
    {
        Value<double> sum = 0.0;
        foreach (Value<double> residual in Residuals(x)) sum += residual * residual;
        return sum / 2;
    }

    public override string ToString() => Name;
}
