namespace MicroGrad.Simd.Kernels;

/// <summary>ln 2 as a sum, of which the first part has so few bits that its product with an exponent is exact.</summary>
internal static class LogOfTwo
{
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double High<T>() => typeof(T) == typeof(float) ? 0.693145751953125 : 0.6931471803691238;

    // Positive like the first part: infinite exponents then add up to an infinite logarithm, not to NaN.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Low<T>() => typeof(T) == typeof(float) ? 1.4286068203094173e-06 : 1.9082149292705877e-10;
}
