using System.Globalization;

namespace MicroGrad.Simd.Cli.Output;

/// <summary>Numbers as every command prints them: invariant, and of a width that a line can hold.</summary>
internal static class Figures
{
    /// <summary>Four decimals, or an exponent where those would hide the value or fill the line.</summary>
    public static string Loss(double value)
    {
        bool plain = value == 0 || Math.Abs(value) is >= 1e-3 and < 1e6 || !double.IsFinite(value);
        return value.ToString(plain ? "F4" : "0.000E+0", CultureInfo.InvariantCulture);
    }

    public static string Percent(double fraction) => string.Create(CultureInfo.InvariantCulture, $"{100 * fraction:F1} %");

    public static string Count(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>What a warm step allocates, if the run got warm.</summary>
    public static string Bytes(long? perStep) => perStep is { } bytes ? Count(bytes) : "too short a run to tell";
}
