namespace MicroGrad.Simd;

/// <summary>One partial derivative, or the derivative along a direction, as the backward pass and as differences give it.</summary>
/// <param name="Operand">The input, counted from 0; −1 for a direction through the elements of all inputs.</param>
/// <param name="Index">The element of that input, row-major, or 0 for a scalar; of a direction its number.</param>
/// <param name="Analytic">What the backward pass gives.</param>
/// <param name="Numeric">What central differences give; at a kink the mean of the slopes on either side.</param>
public readonly record struct GradientEntry(int Operand, int Index, double Analytic, double Numeric)
{
    /// <summary>The size below which a derivative's error is measured absolutely.</summary>
    public const double Floor = 1e-3;

    /// <summary>Whether this is the derivative along a direction, not along one element.</summary>
    public bool IsDirection => Operand < 0;

    /// <summary>The slope above the point less the slope below it where the two do not meet, and 0 where the function is differentiable.</summary>
    public double Jump { get; init; }

    /// <summary>Whether the function is not differentiable here.</summary>
    public bool IsKink => Jump != 0;

    /// <summary>
    /// |analytic − numeric| / max(|analytic|, |numeric|, <see cref="Floor"/>); infinite where one of the two is not finite; 0 at a kink, where
    /// neither is wrong as long as they are no further apart than the slopes on either side, and along a direction that meets kinks of elements.
    /// </summary>
    public double Error
    {
        get
        {
            if (!double.IsFinite(Analytic) || !double.IsFinite(Numeric)) return double.PositiveInfinity;
            double away = Math.Abs(Analytic - Numeric);
            return IsKink && (IsDirection || away <= Math.Abs(Jump)) ? 0 : away / Math.Max(Floor, Math.Max(Math.Abs(Analytic), Math.Abs(Numeric)));
        }
    }

    /// <summary>The place, both derivatives and the error; or the slopes on either side of a kink.</summary>
    public override string ToString()
    {
        string place = FormattableString.Invariant($"{(IsDirection ? "direction" : $"operand {Operand}, index")} {Index}");
        string error = FormattableString.Invariant($", error {Error:G3}");
        return IsKink
            ? FormattableString.Invariant($"{place}: not differentiable here, slopes {Numeric - Jump / 2:G4} and {Numeric + Jump / 2:G4}, analytic {Analytic:G10}{(Error > 0 ? error : "")}")
            : FormattableString.Invariant($"{place}: analytic {Analytic:G10}, numeric {Numeric:G10}{error}");
    }
}
