namespace MicroGrad.Simd.Functional;

/// <summary>Derivatives from central differences, extrapolated to step 0.</summary>
internal static class CentralDifference
{
    /// <summary>The first step, as a part of the scale. A power of 2, so that x ± h is mostly exact.</summary>
    private const double FirstStep = 1.0 / 128;

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
        var table = new Extrapolation();
        double sizeHere = 0, step = FirstStep * Math.Max(1, Math.Abs(x));
        double? slope = null;
        OneSidedSlopes sides = default;
        int settled = 0;
        for (int row = 0; row < Extrapolation.MaxRows + Extrapolation.MoreRows && slope is null; row++, step /= 2)
        {
            // The step as the numbers hold it, not as it was meant.
            double low = x - step, high = x + step;
            move(low);
            double below = function.Contract(function.Here, function.Evaluate(), out double sizeBelow);
            move(high);
            double above = function.Contract(function.Evaluate(), function.Here, out double sizeAbove);

            // At a small step nothing may change, which is no reason to trust it more. How large the function is at a large step is no reason to
            // trust a small one less.
            sizeHere = Math.Max(sizeHere, sizeBelow);
            double size = Math.Max(sizeHere, sizeAbove), rounding = Rounding * size / step, difference = (below + above) / (high - low);
            if (row >= Extrapolation.MaxRows)
            {
                table.AddForNoise(difference, step);
                continue;
            }

            sides.Add(below / (x - low), above / (high - x), step, size);
            table.Add(difference, step, rounding);

            // Below twice the rounding error no smaller step does better.
            double wanted = accuracy * Math.Max(GradientEntry.Floor, Math.Abs(table.Answer));
            bool isGoodEnough = table.Error <= Math.Max(wanted, 2 * rounding) && Math.Abs(table.Answer - expected) <= 10 * Math.Max(wanted, table.Error);

            // Kinks on both sides of the point can cancel in the differences of the first steps, which then look better than those of smaller
            // steps, where nothing of them is left. Several smaller steps that agree decide: the derivative is their limit.
            settled = IsSettled(below / (x - low), above / (high - x), difference, expected, rounding) ? settled + 1 : 0;
            if (settled == Settled) slope = difference;
            else if (isGoodEnough && sides.Meeting) slope = table.Answer;
        }

        move(x);
        return sides.Judge(slope ?? table.AnswerDespiteNoise());
    }

    // Both sides and the expected slope within 1e-8 of one another, where the rounding error is smaller still.
    private static bool IsSettled(double below, double above, double slope, double expected, double rounding)
    {
        double close = SettledError * Math.Max(GradientEntry.Floor, Math.Abs(expected));
        return rounding <= close && Math.Abs(slope - expected) <= close && Math.Abs(above - below) <= close;
    }
}
