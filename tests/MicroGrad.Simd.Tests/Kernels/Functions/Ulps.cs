using System.Numerics;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>Distances in units in the last place of the wanted number.</summary>
internal static class Ulps
{
    /// <summary>Infinite where one is NaN or infinite and the other is not the same.</summary>
    public static double Between<T>(T got, Scaled want) where T : IFloatingPointIeee754<T>
    {
        bool isFloat = typeof(T) == typeof(float);
        double x = double.CreateChecked(got), exact = want.Value.High;
        T rounded = T.CreateChecked(Math.ScaleB(exact, want.Exponent));
        if (!T.IsFinite(rounded) || !T.IsFinite(got)) return rounded.Equals(got) ? 0 : double.PositiveInfinity;
        if (exact == 0) return x == 0 && double.IsNegative(x) == double.IsNegative(exact) ? 0 : double.PositiveInfinity;

        // In units of 2^want.Exponent: there neither the number nor its ulp underflows.
        int ulp = Math.Max(Math.ILogB(exact) + want.Exponent - (isFloat ? 23 : 52), isFloat ? -149 : -1074);
        DoubleDouble error = Math.ScaleB(x, -want.Exponent) - want.Value;
        return Math.Abs(Math.ScaleB(error.High, want.Exponent - ulp));
    }
}
