namespace MicroGrad.Simd.Tests.Ops;

/// <summary>Slopes from values alone.</summary>
internal static class CentralDifference
{
    private const int Levels = 7;

    /// <summary>The slope of f at x: central differences with ever smaller steps, extrapolated to step 0 (Richardson).</summary>
    /// <param name="f">A function that is smooth wherever it is asked for.</param>
    /// <param name="x">Where.</param>
    /// <param name="room">The distance to the nearest point where f is not smooth.</param>
    public static double Of(Func<double, double> f, double x, double room)
    {
        double step = Math.Min(0.25 * room, 0.25), best = double.NaN, error = double.PositiveInfinity;
        double[] row = new double[Levels];
        for (int level = 0; level < Levels; level++, step /= 2)
        {
            // x ± step as they are stored, so that their distance is exact.
            double left = x - step, right = x + step;
            double previous = row[0];
            row[0] = (f(right) - f(left)) / (right - left);
            for (int order = 1, factor = 4; order <= level; order++, factor *= 4)
            {
                double better = row[order - 1] + (row[order - 1] - previous) / (factor - 1);
                double estimate = Math.Max(Math.Abs(better - row[order - 1]), Math.Abs(better - previous));
                previous = row[order];
                row[order] = better;
                if (estimate <= error) (best, error) = (better, estimate);
            }
        }

        return best;
    }
}
