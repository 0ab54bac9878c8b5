using V = MicroGrad.Simd.Value<double>;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>Problems 28 to 35: systems of equations, linear functions and Chebyshev quadrature.</summary>
internal static class Equations
{
    public static IEnumerable<Problem> All =>
    [
        new("Discrete boundary value, 10", BoundaryValue, Each.Of(10, j => j / 11 * (j / 11 - 1)), new Minimum(0)),
        new("Discrete integral equation, 10", IntegralEquation, Each.Of(10, j => j / 11 * (j / 11 - 1)), new Minimum(0)),
        new("Broyden tridiagonal, 10", BroydenTridiagonal, Each.Of(10, _ => -1.0), new Minimum(0)),
        new("Broyden banded, 10", BroydenBanded, Each.Of(10, _ => -1.0), new Minimum(0)),
        new("Linear of full rank, 10", x => Linear(x, 20), Each.Of(10, _ => 1.0), new Minimum(10, Each.Of(10, _ => -1.0))),
        // m (m − 1) / (2 (2m + 1)) and (m² + 3m − 6) / (2 (2m − 3)) with m = 20, on planes.
        new("Linear of rank 1, 10", x => Rank1(x, 20), Each.Of(10, _ => 1.0), new Minimum(20 * 19 / 82.0)),
        new("Linear of rank 1 with zeros, 10", x => Rank1WithZeros(x, 20), Each.Of(10, _ => 1.0), new Minimum(454 / 74.0)),
        .. new[] { 1, 2, 3, 4, 5, 6, 7, 9 }.Select(n => Quadrature(n, 0)),
        Quadrature(8, 3.51687e-3),
        Quadrature(10, 6.50395e-3),
    ];

    private static Problem Quadrature(int n, double minimum) => new($"Chebyquad, {n}", Chebyquad, Each.Of(n, j => j / (n + 1)), new Minimum(minimum));

    private static V[] BoundaryValue(V[] x)
    {
        double h = 1.0 / (x.Length + 1);
        return [.. x.Select((xi, i) => 2 * xi - At(x, i - 1) - At(x, i + 1) + h * h * (xi + (i + 1) * h + 1).Pow(3) / 2)];
    }

    private static V[] IntegralEquation(V[] x)
    {
        double h = 1.0 / (x.Length + 1);
        V[] cubes = [.. x.Select((xj, j) => (xj + (j + 1) * h + 1).Pow(3))];
        return [.. x.Select((xi, i) =>
        {
            V before = Each.Sum(i + 1, j => (j + 1) * h * cubes[j]);
            V after = Each.Sum(x.Length - i - 1, j => (1 - (i + j + 2) * h) * cubes[i + j + 1]);
            return xi + h * ((1 - (i + 1) * h) * before + (i + 1) * h * after) / 2;
        })];
    }

    private static V[] BroydenTridiagonal(V[] x) => [.. x.Select((xi, i) => (3 - 2 * xi) * xi - At(x, i - 1) - 2 * At(x, i + 1) + 1)];

    private static V[] BroydenBanded(V[] x) => [.. x.Select((xi, i) =>
    {
        V band = Each.Sum(x.Length, j => j != i && j >= i - 5 && j <= i + 1 ? x[j] * (1 + x[j]) : 0.0);
        return xi * (2 + 5 * xi * xi) + 1 - band;
    })];

    private static V[] Linear(V[] x, int m)
    {
        V sum = Each.Sum(x.Length, j => x[j]) * (2.0 / m);
        return [.. Enumerable.Range(0, m).Select(i => i < x.Length ? x[i] - sum - 1 : -sum - 1)];
    }

    private static V[] Rank1(V[] x, int m)
    {
        V sum = Each.Sum(x.Length, j => (j + 1) * x[j]);
        return Each.Of(m, i => i * sum - 1);
    }

    private static V[] Rank1WithZeros(V[] x, int m)
    {
        V sum = Each.Sum(x.Length - 2, j => (j + 2) * x[j + 1]);
        return Each.Of(m, i => i == 1 || i == m ? -1.0 : (i - 1) * sum - 1);
    }

    /// <summary>The mean of Chebyshev's polynomial Tᵢ, shifted to [0, 1], over the points less its integral.</summary>
    private static V[] Chebyquad(V[] x)
    {
        var residuals = new V[x.Length];
        V[] before = [.. x.Select(_ => (V)1.0)], current = [.. x.Select(xj => 2 * xj - 1)];
        for (int i = 1; i <= x.Length; i++)
        {
            double integral = i % 2 == 0 ? -1.0 / (i * i - 1) : 0;
            residuals[i - 1] = Each.Sum(x.Length, j => current[j]) / x.Length - integral;
            V[] next = [.. x.Select((xj, j) => 2 * (2 * xj - 1) * current[j] - before[j])];
            (before, current) = (current, next);
        }

        return residuals;
    }

    private static V At(V[] x, int i) => i >= 0 && i < x.Length ? x[i] : 0.0;
}
