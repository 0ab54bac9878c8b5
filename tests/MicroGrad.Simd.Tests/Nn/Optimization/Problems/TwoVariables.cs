using V = MicroGrad.Simd.Value<double>;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>Problems 1 to 6.</summary>
internal static class TwoVariables
{
    private static readonly double[] BealeData = [1.5, 2.25, 2.625];

    public static IEnumerable<Problem> All =>
    [
        new("Rosenbrock", x => [10 * (x[1] - x[0] * x[0]), 1 - x[0]], [-1.2, 1], new Minimum(0, 1, 1)),
        // The standard start lies on the local minimum's side.
        new("Freudenstein and Roth", FreudensteinRoth, [0.5, -2], new Minimum(0, 5, 4), new Minimum(48.9842, 11.4128, -0.8968))
        {
            Others = [new(Solver.Lbfgs, 1), new(Solver.LevenbergMarquardt, 1), new(Solver.GaussNewton, 1)],
        },
        new("Powell badly scaled", PowellBadlyScaled, [0, 1], new Minimum(0, 1.09816e-5, 9.10615)),
        new("Brown badly scaled", x => [x[0] - 1e6, x[1] - 2e-6, x[0] * x[1] - 2], [1, 1], new Minimum(0, 1e6, 2e-6)),
        new("Beale", Beale, [1, 1], new Minimum(0, 3, 0.5)),
        new("Jennrich and Sampson", JennrichSampson, [0.3, 0.4], new Minimum(124.362, 0.2578, 0.2578)),
    ];

    private static V[] FreudensteinRoth(V[] x) =>
    [
        -13 + x[0] + ((5 - x[1]) * x[1] - 2) * x[1],
        -29 + x[0] + ((x[1] + 1) * x[1] - 14) * x[1],
    ];

    private static V[] PowellBadlyScaled(V[] x) => [1e4 * x[0] * x[1] - 1, V.Exp(-x[0]) + V.Exp(-x[1]) - 1.0001];

    private static V[] Beale(V[] x) => Each.Of(3, i => BealeData[(int)i - 1] - x[0] * (1 - x[1].Pow(i)));

    private static V[] JennrichSampson(V[] x) => Each.Of(10, i => 2 + 2 * i - (V.Exp(i * x[0]) + V.Exp(i * x[1])));
}
