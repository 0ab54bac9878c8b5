namespace MicroGrad.Simd.Tests.Ops;

/// <summary>How many ulps a span op may differ from the same op on one number.</summary>
internal static class Rounding
{
    // Functions that are vectorised have approximations of their own. An op that is not named here is exact.
    public static int UlpsOf(string op) => op switch
    {
        "exp" or "log" or "sin" or "cos" => 4,
        "sigmoid" => 8, // an exponential, a sum and a quotient
        "pow" => 2,     // a square among other powers is computed as a power
        _ => 0,
    };
}
