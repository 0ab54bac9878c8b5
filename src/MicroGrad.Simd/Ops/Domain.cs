namespace MicroGrad.Simd.Ops;

/// <summary>Where an operand may be sampled: an open interval, less one point at which the slope does not exist.</summary>
internal readonly record struct Domain(double Low, double High, double Hole = double.NaN)
{
    public static Domain Real => new(double.NegativeInfinity, double.PositiveInfinity);

    public static Domain Positive => new(0, double.PositiveInfinity);

    /// <summary>Everywhere but at 0.</summary>
    public static Domain NonZero => Real with { Hole = 0 };
}
