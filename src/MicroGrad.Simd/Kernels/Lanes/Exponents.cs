namespace MicroGrad.Simd.Kernels;

/// <summary>The layout of floating-point numbers, for kernels that work on their exponents.</summary>
internal static class Exponents
{
    public const int FloatShift = 23;
    public const int FloatOne = 0x3F800000;
    public const int FloatThreeQuarters = 0x3F400000;
    public const int FloatExponentMask = unchecked((int)0xFF800000);

    public const int DoubleShift = 52;
    public const long DoubleOne = 0x3FF0000000000000;
    public const long DoubleThreeQuarters = 0x3FE8000000000000;
    public const long DoubleExponentMask = unchecked((long)0xFFF0000000000000);

    /// <summary>The bits of 2⁵², whose unit in the last place is 1.</summary>
    public const long DoubleIntegers = 0x4330000000000000;

    /// <summary>2⁵² and the bias of the exponent.</summary>
    public const double DoubleIntegersBias = 4503599627370496.0 + 1023;

    /// <summary>1.5·2²³ or 1.5·2⁵²: adding it rounds a number of moderate size to an integer, which is then in the low bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Magic<T>() => typeof(T) == typeof(float) ? 12582912.0 : 6755399441055744.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MinNormal<T>() => typeof(T) == typeof(float) ? 1.1754943508222875e-38 : 2.2250738585072014e-308;

    /// <summary>What makes every denormal number normal, 2 to the power of <see cref="TinyShift"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double TinyScale<T>() => typeof(T) == typeof(float) ? 16777216.0 : 18014398509481984.0;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double TinyShift<T>() => typeof(T) == typeof(float) ? 24 : 54;
}
