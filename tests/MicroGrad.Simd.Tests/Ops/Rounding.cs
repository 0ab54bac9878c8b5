using System.Numerics;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>How many ulps a span op may differ from the same op on one number.</summary>
internal static class Rounding
{
    // Functions that are vectorised have approximations of their own. An op that is not named here is exact.
    public static int UlpsOf(string op) => op switch
    {
        "exp" or "log" or "sin" or "cos" => 4,
        "tanh" => 5,    // 4 of the vector function, 1 of the scalar one
        "sigmoid" => 8, // an exponential, a sum and a quotient
        "pow" => 2,     // a square among other powers is computed as a power
        _ => 0,
    };

    /// <summary>How far the slope that a VJP computes may be from <c>Slope</c>.</summary>
    public static T SlackOfSlope<T>(string op, T slope) where T : IFloatingPointIeee754<T> => op switch
    {
        "tanh" => Precision.Ulp(T.One),                         // a fused 1 − y² keeps digits of y² that the plain one rounds away
        "sin" or "cos" => T.CreateChecked(4) * Precision.Ulp(T.One),
        "pow" => T.CreateChecked(8) * Precision.Ulp(slope),     // a power or a logarithm, and a product
        _ => T.Zero,
    };
}
