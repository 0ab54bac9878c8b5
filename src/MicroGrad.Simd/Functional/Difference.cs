namespace MicroGrad.Simd.Functional;

/// <summary>A derivative from differences.</summary>
/// <param name="Slope">The derivative; at a kink the mean of the slopes on either side; NaN where the function is not finite around the point.</param>
/// <param name="Jump">The slope above less the slope below where the two do not meet, else 0.</param>
internal readonly record struct Difference(double Slope, double Jump);
