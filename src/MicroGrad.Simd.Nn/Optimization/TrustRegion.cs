namespace MicroGrad.Simd.Nn;

/// <summary>The step q in scaled variables that makes ‖A q + r‖ least among those of length at most about Δ.</summary>
/// <remarks>
/// It is the solution of (AᵀA + λ) q = −Aᵀr with λ = 0, or with the λ that gives it length Δ, found to within a tenth by the safeguarded
/// Newton iteration of J. J. Moré, "The Levenberg–Marquardt algorithm: implementation and theory", Lecture Notes in Mathematics 630 (1978),
/// section 5. For each λ the factors of A are extended by the rows √λ: no product AᵀA is formed, and a rank below n is no special case.
/// </remarks>
internal sealed class TrustRegion(PivotedQr qr, int length)
{
    private const int MaxRounds = 10;

    private readonly PivotedQr _damped = new(qr.Height + length, length);
    private readonly double[] _scratch = new double[length];

    /// <summary>λ of the latest step; the next search starts from it.</summary>
    public double Damping { get; set; }

    /// <summary>Fills in the step.</summary>
    /// <param name="radius">Δ.</param>
    /// <param name="slope">‖Aᵀr‖.</param>
    /// <param name="step">Receives q.</param>
    public void Solve(double radius, double slope, Span<double> step)
    {
        double lower = 0, upper = slope / radius;
        bool full = qr.Rank == length;
        qr.Solve(qr.Rank, step);
        double norm = Vectors.Norm(step);
        if (full)
        {
            if (norm <= 1.1 * radius)
            {
                Damping = 0;
                return;
            }

            lower = Newton(qr, step, norm, radius);
        }

        double damping = Math.Clamp(Damping, Math.Min(lower, upper), upper), excess = 0;
        if (damping == 0) damping = slope / norm;
        for (int round = 0; round < MaxRounds; round++)
        {
            if (!(damping > 0)) damping = Math.Max(double.Epsilon, 0.001 * upper);
            SolveDamped(damping, step);
            norm = Vectors.Norm(step);
            double before = excess;
            excess = norm - radius;

            // Where the rank is below n even a vanishing λ may give a shorter step than Δ.
            if (Math.Abs(excess) <= 0.1 * radius || (lower == 0 && excess <= before && before < 0)) break;
            if (round == MaxRounds - 1) break;
            if (excess > 0) lower = Math.Max(lower, damping);
            else upper = Math.Min(upper, damping);
            damping = Math.Max(lower, damping + Newton(_damped, step, norm, radius));
        }

        Damping = damping;
    }

    /// <summary>The change of λ by a Newton step on 1 / ‖q(λ)‖ = 1 / Δ, which is nearly linear.</summary>
    private double Newton(PivotedQr factors, ReadOnlySpan<double> step, double norm, double radius) =>
        (norm - radius) / radius * (norm * norm) / factors.SquaredNormOfSolution(step, _scratch);

    private void SolveDamped(double damping, Span<double> step)
    {
        int height = qr.Height + length;
        _damped.Matrix.AsSpan().Clear();
        _damped.Right.AsSpan().Clear();
        qr.CopyTo(_damped.Matrix, height);
        qr.Right.AsSpan(0, qr.Height).CopyTo(_damped.Right);
        double root = Math.Sqrt(damping);
        for (int j = 0; j < length; j++) _damped.Matrix[j * height + qr.Height + j] = root;
        _damped.Factor();
        _damped.Solve(_damped.Rank, step);
    }
}
