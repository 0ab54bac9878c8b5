using System.Numerics;

namespace MicroGrad.Simd.Cli.Greeks;

/// <summary>The normal distribution of mean 0 and variance 1.</summary>
internal static class NormalDistribution
{
    /// <summary>The probability of a number below x; its error is below 1e-15, that of its slope below 1e-14.</summary>
    /// <param name="x">No farther from 0 than 1e40, where powers overflow.</param>
    /// <remarks>
    /// The tail is exp(−x²/2) times a quotient of polynomials: J. F. Hart et al., Computer approximations (1968), 5666, in the form of G. West,
    /// Better approximations to cumulative normal functions, Wilmott magazine (2005). West changes over at |x| = 7.07; the quotient has the right
    /// limit, and beyond that point there is nothing left that an absolute error would see. So there is no branch, and lanes can compute it.
    /// </remarks>
    public static T Cumulative<T>(T x) where T : IFloatingPointIeee754<T>
    {
        // The sign is a factor of slope 0 rather than part of an absolute value, whose slope at 0 would be lost.
        T half = Number(0.5), sign = T.CopySign(T.One, x), z = sign * x;
        T upper = ((((((Number(0.0352624965998911) * z + Number(0.700383064443688)) * z + Number(6.37396220353165)) * z + Number(33.912866078383)) * z
            + Number(112.079291497871)) * z + Number(221.213596169931)) * z) + Number(220.206867912376);
        T lower = (((((((Number(0.0883883476483184) * z + Number(1.75566716318264)) * z + Number(16.064177579207)) * z + Number(86.7807322029461)) * z
            + Number(296.564248779674)) * z + Number(637.333633378831)) * z + Number(793.826512519948)) * z) + Number(440.413735824752);
        return half + sign * (half - T.Exp(-half * z * z) * (upper / lower));

        static T Number(double value) => T.CreateChecked(value);
    }
}
