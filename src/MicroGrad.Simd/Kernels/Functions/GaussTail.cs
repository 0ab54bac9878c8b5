namespace MicroGrad.Simd.Kernels;

/// <summary>The normal distribution for element types of any precision, from T's own exponential; slow and exact.</summary>
/// <remarks>M. Abramowitz and I. Stegun, Handbook of mathematical functions (1964): the series 26.2.11 and Laplace's continued fraction 26.2.14.</remarks>
internal static class GaussTail
{
    /// <summary>The probability that a normal variable exceeds a ≥ 0.</summary>
    public static T Of<T>(T a) where T : IFloatingPointIeee754<T>
    {
        if (a < T.One) return T.One / (T.One + T.One) - Middle(a);
        T density = Density(a);
        if (density == T.Zero) return density;

        // a + 1 / (a + 2 / (a + 3 / …)): W. J. Lentz's method tells how far to go; from there inwards every step damps the rounding of those before.
        T upper = a, lower = T.Zero, tolerance = T.BitIncrement(T.One) - T.One, k = T.Zero;
        do
        {
            k += T.One;
            lower = T.One / (a + k * lower);
            upper = a + k / upper;
        }
        while (T.Abs(upper * lower - T.One) > tolerance);
        T fraction = a;
        for (; k > T.Zero; k -= T.One) fraction = a + k / fraction;
        return density / fraction;
    }

    /// <summary>The probability of a normal variable between 0 and a, where |a| ≤ 1; negative for a negative a.</summary>
    public static T Middle<T>(T a) where T : IFloatingPointIeee754<T>
    {
        T square = a * a, term = a, sum = a, before, two = T.One + T.One, k = two + T.One;
        do
        {
            before = sum;
            term *= square / k;
            sum += term;
            k += two;
        }
        while (sum != before);
        return Density(a) * sum;
    }

    /// <summary>e^(−a²/2) / √(2π).</summary>
    public static T Density<T>(T a) where T : IFloatingPointIeee754<T> => Bell(a, T.One / (T.One + T.One)) / T.Sqrt(T.Tau);

    /// <summary>e^(−a²·scale), where the square keeps what its rounding took; the scale is a power of 2.</summary>
    public static T Bell<T>(T a, T scale) where T : IFloatingPointIeee754<T>
    {
        T square = a * a, bell = T.Exp(-square * scale);
        return bell == T.Zero ? bell : bell - bell * (T.FusedMultiplyAdd(a, a, -square) * scale);
    }
}
