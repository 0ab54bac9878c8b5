using V = MicroGrad.Simd.Value<double>;

namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>Problems 8 to 10, 15, 17 and 19: curves fitted to measurements.</summary>
internal static class DataFits
{
    private static readonly double[] BardData = [0.14, 0.18, 0.22, 0.25, 0.29, 0.32, 0.35, 0.39, 0.37, 0.58, 0.73, 0.96, 1.34, 2.10, 4.39];

    private static readonly double[] GaussianData =
        [0.0009, 0.0044, 0.0175, 0.0540, 0.1295, 0.2420, 0.3521, 0.3989, 0.3521, 0.2420, 0.1295, 0.0540, 0.0175, 0.0044, 0.0009];

    private static readonly double[] MeyerData =
        [34780, 28610, 23650, 19630, 16370, 13720, 11540, 9744, 8261, 7030, 6005, 5147, 4427, 3820, 3307, 2872];

    private static readonly double[] KowalikData = [0.1957, 0.1947, 0.1735, 0.1600, 0.0844, 0.0627, 0.0456, 0.0342, 0.0323, 0.0235, 0.0246];
    private static readonly double[] KowalikPlaces = [4, 2, 1, 0.5, 0.25, 0.167, 0.125, 0.1, 0.0833, 0.0714, 0.0625];

    private static readonly double[] Osborne1Data =
    [
        0.844, 0.908, 0.932, 0.936, 0.925, 0.908, 0.881, 0.850, 0.818, 0.784, 0.751, 0.718, 0.685, 0.658, 0.628, 0.603, 0.580,
        0.558, 0.538, 0.522, 0.506, 0.490, 0.478, 0.467, 0.457, 0.448, 0.438, 0.431, 0.424, 0.420, 0.414, 0.411, 0.406,
    ];

    private static readonly double[] Osborne2Data =
    [
        1.366, 1.191, 1.112, 1.013, 0.991, 0.885, 0.831, 0.847, 0.786, 0.725, 0.746, 0.679, 0.608, 0.655, 0.616, 0.606, 0.602,
        0.626, 0.651, 0.724, 0.649, 0.649, 0.694, 0.644, 0.624, 0.661, 0.612, 0.558, 0.533, 0.495, 0.500, 0.423, 0.395, 0.375,
        0.372, 0.391, 0.396, 0.405, 0.428, 0.429, 0.523, 0.562, 0.607, 0.653, 0.672, 0.708, 0.633, 0.668, 0.645, 0.632, 0.591,
        0.559, 0.597, 0.625, 0.739, 0.710, 0.729, 0.720, 0.636, 0.581, 0.428, 0.292, 0.162, 0.098, 0.054,
    ];

    public static IEnumerable<Problem> All =>
    [
        // The other minimum, 17.4286, is at (0.8406, −∞, −∞).
        new("Bard", Bard, [1, 1, 1], new Minimum(8.21487e-3, 0.08241, 1.13304, 2.34370), new Minimum(17.4286)),
        new("Gaussian", Gaussian, [0.4, 1, 0], new Minimum(1.12793e-8)),
        new("Meyer", Meyer, [0.02, 4000, 250], new Minimum(87.9458, 0.00560964, 6181.35, 345.224)),
        // The other minimum is at (∞, −14.07, −∞, −∞).
        new("Kowalik and Osborne", Kowalik, [0.25, 0.39, 0.415, 0.39], new Minimum(3.07505e-4), new Minimum(1.02734e-3)),
        new("Osborne 1", Osborne1, [0.5, 1.5, -1, 0.01, 0.02], new Minimum(5.46489e-5)),
        new("Osborne 2", Osborne2, [1.3, 0.65, 0.65, 0.7, 0.6, 3, 5, 7, 2, 4.5, 5.5], new Minimum(4.01377e-2)),
    ];

    private static V[] Bard(V[] x) => Each.Of(15, i => BardData[(int)i - 1] - (x[0] + i / ((16 - i) * x[1] + Math.Min(i, 16 - i) * x[2])));

    private static V[] Gaussian(V[] x) => Each.Of(15, i => x[0] * V.Exp(-x[1] * ((8 - i) / 2 - x[2]).Square() / 2) - GaussianData[(int)i - 1]);

    private static V[] Meyer(V[] x) => Each.Of(16, i => x[0] * V.Exp(x[1] / (45 + 5 * i + x[2])) - MeyerData[(int)i - 1]);

    private static V[] Kowalik(V[] x) => Each.Of(11, i =>
    {
        double u = KowalikPlaces[(int)i - 1];
        return KowalikData[(int)i - 1] - x[0] * (u * u + u * x[1]) / (u * u + u * x[2] + x[3]);
    });

    private static V[] Osborne1(V[] x) => Each.Of(33, i =>
    {
        double t = 10 * (i - 1);
        return Osborne1Data[(int)i - 1] - (x[0] + x[1] * V.Exp(-t * x[3]) + x[2] * V.Exp(-t * x[4]));
    });

    private static V[] Osborne2(V[] x) => Each.Of(65, i =>
    {
        double t = (i - 1) / 10;
        V decay = x[0] * V.Exp(-t * x[4]);
        V first = x[1] * V.Exp(-(t - x[8]).Square() * x[5]);
        V second = x[2] * V.Exp(-(t - x[9]).Square() * x[6]);
        V third = x[3] * V.Exp(-(t - x[10]).Square() * x[7]);
        return Osborne2Data[(int)i - 1] - (decay + first + second + third);
    });
}
