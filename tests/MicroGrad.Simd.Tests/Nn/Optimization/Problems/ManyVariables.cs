using V = MicroGrad.Simd.Value<double>;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>Problems 20 to 27: any number of variables.</summary>
internal static class ManyVariables
{
    public static IEnumerable<Problem> All =>
    [
        new("Watson, 6", Watson, new double[6], new Minimum(2.28767e-3, -0.015725, 1.012435, -0.232992, 1.260430, -1.513729, 0.992996)),
        new("Watson, 9", Watson, new double[9], new Minimum(1.39976e-6)),
        new("Watson, 12", Watson, new double[12], new Minimum(4.72238e-10))
        {
            // The Hessian's condition is so bad that rounding hides the decrease from 2.7e-9 on; the other two never form it.
            Others = [new(Solver.Lbfgs, null)],
        },
        new("Extended Rosenbrock, 10", ExtendedRosenbrock, Each.Of(10, i => i % 2 == 1 ? -1.2 : 1), new Minimum(0, Ones(10))),
        new("Extended Powell singular, 12", ExtendedPowell, [3, -1, 0, 1, 3, -1, 0, 1, 3, -1, 0, 1], new Minimum(0, new double[12])),
        new("Penalty I, 4", Penalty1, Each.Of(4, j => j), new Minimum(2.24997e-5)),
        new("Penalty I, 10", Penalty1, Each.Of(10, j => j), new Minimum(7.08765e-5)),
        new("Penalty II, 4", Penalty2, Each.Of(4, _ => 0.5), new Minimum(9.37629e-6)),
        new("Penalty II, 10", Penalty2, Each.Of(10, _ => 0.5), new Minimum(2.93660e-4)),
        new("Variably dimensioned, 10", VariablyDimensioned, Each.Of(10, j => 1 - j / 10), new Minimum(0, Ones(10))),
        // 0 is attained in many places; the other minimum was published for 10 variables.
        new("Trigonometric, 10", Trigonometric, Each.Of(10, _ => 0.1), new Minimum(0), new Minimum(2.79506e-5))
        {
            Others = [new(Solver.Lbfgs, 1), new(Solver.LevenbergMarquardt, 1)],
        },
        // 0 is attained where all but the last variable are one number; 1 at (0, …, 0, n + 1).
        new("Brown almost linear, 10", BrownAlmostLinear, Each.Of(10, _ => 0.5), new Minimum(0), new Minimum(1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 11)),
    ];

    private static double[] Ones(int count) => Each.Of(count, _ => 1.0);

    private static V[] Watson(V[] x)
    {
        V[] curve = Each.Of(29, i =>
        {
            double t = i / 29;
            V slope = Each.Sum(x.Length - 1, j => (j + 1) * Math.Pow(t, j) * x[j + 1]);
            V value = Each.Sum(x.Length, j => Math.Pow(t, j) * x[j]);
            return slope - value * value - 1;
        });
        return [.. curve, x[0], x[1] - x[0] * x[0] - 1];
    }

    private static V[] ExtendedRosenbrock(V[] x) =>
        [.. x.Chunk(2).SelectMany<V[], V>(pair => [10 * (pair[1] - pair[0] * pair[0]), 1 - pair[0]])];

    private static V[] ExtendedPowell(V[] x) => [.. x.Chunk(4).SelectMany(FewVariables.PowellSingular)];

    private static V[] Penalty1(V[] x) => [.. x.Select(xj => Math.Sqrt(1e-5) * (xj - 1)), Each.Sum(x.Length, j => x[j] * x[j]) - 0.25];

    private static V[] Penalty2(V[] x)
    {
        double root = Math.Sqrt(1e-5);
        int n = x.Length;
        IEnumerable<V> sums = Enumerable.Range(1, n - 1)
            .Select(i => root * (V.Exp(x[i] / 10) + V.Exp(x[i - 1] / 10) - (Math.Exp((i + 1) / 10.0) + Math.Exp(i / 10.0))));
        IEnumerable<V> singles = Enumerable.Range(1, n - 1).Select(i => root * (V.Exp(x[i] / 10) - Math.Exp(-0.1)));
        return [x[0] - 0.2, .. sums, .. singles, Each.Sum(n, j => (n - j) * x[j] * x[j]) - 1];
    }

    private static V[] VariablyDimensioned(V[] x)
    {
        V sum = Each.Sum(x.Length, j => (j + 1) * (x[j] - 1));
        return [.. x.Select(xj => xj - 1), sum, sum * sum];
    }

    private static V[] Trigonometric(V[] x)
    {
        V cosines = Each.Sum(x.Length, j => x[j].Cos());
        return [.. x.Select((xi, i) => x.Length - cosines + (i + 1) * (1 - xi.Cos()) - xi.Sin())];
    }

    private static V[] BrownAlmostLinear(V[] x)
    {
        V sum = Each.Sum(x.Length, j => x[j]);
        return [.. x[..^1].Select(xi => xi + sum - (x.Length + 1)), x.Aggregate((product, xj) => product * xj) - 1];
    }
}
