namespace MicroGrad.Simd;

/// <summary>One partial derivative, as the backward pass and as differences give it.</summary>
/// <param name="Operand">The input, counted from 0.</param>
/// <param name="Index">The element of that input, row-major; 0 for a scalar.</param>
/// <param name="Analytic">What the backward pass gives.</param>
/// <param name="Numeric">What central differences give.</param>
public readonly record struct GradientEntry(int Operand, int Index, double Analytic, double Numeric)
{
    /// <summary>The size below which a derivative's error is measured absolutely.</summary>
    public const double Floor = 1e-3;

    /// <summary>|analytic − numeric| / max(|analytic|, |numeric|, <see cref="Floor"/>); infinite where one of the two is not finite.</summary>
    public double Error => double.IsFinite(Analytic) && double.IsFinite(Numeric)
        ? Math.Abs(Analytic - Numeric) / Math.Max(Floor, Math.Max(Math.Abs(Analytic), Math.Abs(Numeric)))
        : double.PositiveInfinity;

    /// <summary>The place, both derivatives and the error.</summary>
    public override string ToString() => string.Create(
        System.Globalization.CultureInfo.InvariantCulture,
        $"operand {Operand}, index {Index}: analytic {Analytic:G10}, numeric {Numeric:G10}, error {Error:G3}");
}
