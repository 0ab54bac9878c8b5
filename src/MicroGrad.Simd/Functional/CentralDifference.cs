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
    /// <summary>The first step, as a part of the scale. A power of 2, so that x ± h is mostly exact.</summary>
    private const double FirstStep = 1.0 / 128;

    /// <summary>Down to 4e-9 of the scale: a kink further away than that is told from one at the point.</summary>
    private const int MaxRows = 22;

    /// <summary>How many steps in a row must agree to decide alone, and how well.</summary>
    private const int Settled = 4;

    private const double SettledError = 1e-8;

    /// <summary>Half the distance between 1 and the next number.</summary>
    public const double Rounding = 1.0 / (1L << 53);

    /// <summary>The derivative of a function along one way through a point.</summary>
    /// <param name="function">The function.</param>
    /// <param name="move">Moves the function's point to where the way's coordinate has some value.</param>
    /// <param name="x">The coordinate where the derivative is wanted; its scale is max(1, |x|).</param>
    /// <param name="expected">What the derivative should be: as long as it is not, all steps are tried.</param>
    /// <param name="accuracy">The relative error that is good enough.</param>
    public static Difference At(CheckedFunction function, Action<double> move, double x, double expected, double accuracy)
    {
        Span<double> previous = stackalloc double[MaxRows], current = stackalloc double[MaxRows];
        double best = double.NaN, bestError = double.PositiveInfinity, size = 0, step = FirstStep * Math.Max(1, Math.Abs(x));
        OneSidedSlopes sides = default;
        int settled = 0;
        for (int row = 0; row < MaxRows; row++, step /= 2)
        {
            // The step as the numbers hold it, not as it was meant.
            double low = x - step, high = x + step;
            move(low);
            double below = function.Contract(function.Here, function.Evaluate(), out double sizeBelow);
            move(high);
            double above = function.Contract(function.Evaluate(), function.Here, out double sizeAbove);

            // At a small step nothing may change, which is no reason to trust it more.
            size = Math.Max(size, Math.Max(sizeBelow, sizeAbove));
            double rounding = Rounding * size / step;
            sides.Add(below / (x - low), above / (high - x), step, size);

            current[0] = (below + above) / (high - low);

            // Kinks on both sides of the point can cancel in the differences of the first steps, which then look better than those of smaller
            // steps, where nothing of them is left. Several smaller steps that agree decide: the derivative is their limit.
            settled = IsSettled(below / (x - low), above / (high - x), current[0], expected, rounding) ? settled + 1 : 0;
            if (settled == Settled)
            {
                best = current[0];
                break;
            }

            double factor = 1;
            for (int column = 1; column <= row; column++)
            {
                factor *= 4;
                current[column] = current[column - 1] + (current[column - 1] - previous[column - 1]) / (factor - 1);
                double error = rounding + Math.Max(Math.Abs(current[column] - current[column - 1]), Math.Abs(current[column] - previous[column - 1]));
                if (!(error < bestError)) continue;
                bestError = error;
                best = current[column];
            }

            // Below twice the rounding error no smaller step does better.
            double goodEnough = Math.Max(accuracy * Math.Max(GradientEntry.Floor, Math.Abs(best)), 2 * rounding);
            if (bestError <= goodEnough && sides.Meeting && Math.Abs(best - expected) <= 100 * goodEnough) break;
            Span<double> swap = previous;
            previous = current;
            current = swap;
        }

        move(x);
        return sides.Judge(best);
    }

    // Both sides and the expected slope within 1e-8 of one another, where the rounding error is smaller still.
    private static bool IsSettled(double below, double above, double slope, double expected, double rounding)
    {
        double close = SettledError * Math.Max(GradientEntry.Floor, Math.Abs(expected));
        return rounding <= close && Math.Abs(slope - expected) <= close && Math.Abs(above - below) <= close;
    }
}
