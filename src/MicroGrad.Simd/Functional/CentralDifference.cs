namespace MicroGrad.Simd.Functional;

/// <summary>Derivatives from central differences, extrapolated to step 0.</summary>
/// <remarks>
/// C. J. F. Ridders, "Accurate computation of F'(x) and F'(x)F''(x)", Advances in Engineering Software 4 (1982) 75–76: the error of a central
/// difference is a series in h², so Richardson's extrapolation over steps h, h/2, h/4, … removes one term with every column of Neville's table.
/// The entry that differs least from its two neighbours is the answer. Ridders stops when that difference grows; here the table goes on,
/// because a kink or a pole within the first steps spoils their rows only.
/// </remarks>
internal static class CentralDifference
{
    /// <summary>The first step, as a part of max(1, |x|). A power of 2, so that x ± h is mostly exact.</summary>
    private const double FirstStep = 1.0 / 128;

    private const int MaxRows = 12;

    /// <summary>Well below what any tolerance asks for, and above the noise of the first rows.</summary>
    private const double CloseEnough = 1e-12;

    /// <summary>The derivative at <paramref name="x"/>.</summary>
    /// <param name="rise">f(high) − f(low), given low and high.</param>
    /// <param name="x">Where.</param>
    /// <returns>NaN where the function is not finite on both sides of x, however near.</returns>
    public static double At(Func<double, double, double> rise, double x)
    {
        Span<double> previous = stackalloc double[MaxRows], current = stackalloc double[MaxRows];
        double best = double.NaN, bestError = double.PositiveInfinity, step = FirstStep * Math.Max(1, Math.Abs(x));
        for (int row = 0; row < MaxRows; row++, step /= 2)
        {
            // The step as the numbers hold it, not as it was meant.
            double low = x - step, high = x + step;
            current[0] = rise(low, high) / (high - low);
            double factor = 1;
            for (int column = 1; column <= row; column++)
            {
                factor *= 4;
                current[column] = current[column - 1] + (current[column - 1] - previous[column - 1]) / (factor - 1);
                double error = Math.Max(Math.Abs(current[column] - current[column - 1]), Math.Abs(current[column] - previous[column - 1]));
                if (!(error < bestError)) continue;
                bestError = error;
                best = current[column];
            }

            if (bestError <= CloseEnough * Math.Max(GradientEntry.Floor, Math.Abs(best))) break;
            Span<double> swap = previous;
            previous = current;
            current = swap;
        }

        return best;
    }
}
