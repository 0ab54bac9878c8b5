using V = MicroGrad.Simd.Value<double>;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>Problems 7, 11 to 14, 16 and 18.</summary>
internal static class FewVariables
{
    public static IEnumerable<Problem> All =>
    [
        new("Helical valley", HelicalValley, [-1, 0, 0], new Minimum(0, 1, 0, 0)),
        new("Gulf research and development", Gulf, [5, 2.5, 0.15], new Minimum(0, 50, 25, 1.5))
        {
            // The first steps lead to where x₁ nears 0 and the exponentials are 0 or 1: known to be too far for undamped models.
            Others = [new(Solver.GaussNewton, null)],
        },
        // Attained at (1, 10, 1), at (10, 1, −1) and on the line x₁ = x₂, x₃ = 0.
        new("Box three-dimensional", Box, [0, 10, 20], new Minimum(0)),
        new("Powell singular", PowellSingular, [3, -1, 0, 1], new Minimum(0, 0, 0, 0, 0)),
        new("Wood", Wood, [-3, -1, -3, -1], new Minimum(0, 1, 1, 1, 1)),
        new("Brown and Dennis", BrownDennis, [25, 5, -5, -1], new Minimum(85822.2, -11.5944, 13.2036, -0.403439, 0.236779)),
        // Attained at (1, 10, 1, 5, 4, 3) and where the terms are exchanged.
        new("Biggs EXP6", Biggs, [1, 2, 1, 1, 1, 1], new Minimum(0), new Minimum(5.65565e-3))
        {
            Others = [new(Solver.Lbfgs, 1)],
        },
    ];

    /// <summary>The four residuals of one block of Powell's singular function.</summary>
    public static V[] PowellSingular(V[] x) =>
        [x[0] + 10 * x[1], Math.Sqrt(5) * (x[2] - x[3]), (x[1] - 2 * x[2]).Square(), Math.Sqrt(10) * (x[0] - x[3]).Square()];

    private static V[] HelicalValley(V[] x)
    {
        V turns = (x[1] / x[0]).Atan() / (2 * Math.PI) + (x[0].Data < 0 ? 0.5 : 0);
        return [10 * (x[2] - 10 * turns), 10 * (V.Sqrt(x[0] * x[0] + x[1] * x[1]) - 1), x[2]];
    }

    // The paper's "m i" in |yᵢ m i x₂| is a misprint for the minus sign.
    private static V[] Gulf(V[] x) => Each.Of(99, i =>
    {
        double t = i / 100, y = 25 + Math.Pow(-50 * Math.Log(t), 2.0 / 3);
        return V.Exp(-(y - x[1]).Abs().Pow(x[2]) / x[0]) - t;
    });

    private static V[] Box(V[] x) => Each.Of(10, i =>
    {
        double t = 0.1 * i;
        return V.Exp(-t * x[0]) - V.Exp(-t * x[1]) - x[2] * (Math.Exp(-t) - Math.Exp(-10 * t));
    });

    private static V[] Wood(V[] x) =>
    [
        10 * (x[1] - x[0] * x[0]), 1 - x[0], Math.Sqrt(90) * (x[3] - x[2] * x[2]), 1 - x[2],
        Math.Sqrt(10) * (x[1] + x[3] - 2), (x[1] - x[3]) / Math.Sqrt(10),
    ];

    private static V[] BrownDennis(V[] x) => Each.Of(20, i =>
    {
        double t = i / 5;
        return (x[0] + t * x[1] - Math.Exp(t)).Square() + (x[2] + x[3] * Math.Sin(t) - Math.Cos(t)).Square();
    });

    private static V[] Biggs(V[] x) => Each.Of(13, i =>
    {
        double t = 0.1 * i, y = Math.Exp(-t) - 5 * Math.Exp(-10 * t) + 3 * Math.Exp(-4 * t);
        return x[2] * V.Exp(-t * x[0]) - x[3] * V.Exp(-t * x[1]) + x[5] * V.Exp(-t * x[4]) - y;
    });
}
