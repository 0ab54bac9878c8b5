using System.Globalization;

namespace MicroGrad.Simd.Diagnostics;

/// <summary>Numbers as a drawing shows them: four decimals as in micrograd, an exponent where those would hide the value.</summary>
internal static class NumberText
{
    public static string Of<T>(T value) where T : INumberBase<T>
    {
        double magnitude = double.Abs(double.CreateSaturating(value));
        bool plain = magnitude is 0 or >= 1e-3 and < 1e7 || !double.IsFinite(magnitude);
        return value.ToString(plain ? "F4" : "0.000E+0", CultureInfo.InvariantCulture);
    }
}
