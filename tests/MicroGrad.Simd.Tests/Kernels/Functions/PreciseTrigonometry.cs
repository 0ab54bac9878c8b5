using System.Numerics;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>sin and cos to about 100 bits at every size of x: reduced in integers, with as many bits of π as the largest number has before its point.</summary>
internal static class PreciseTrigonometry
{
    // Bits after the point: those of the largest exponent, of the number nearest to a multiple of π/2, and of the result.
    private const int Bits = 1024 + 64 + 128;

    private static readonly BigInteger HalfPi = 8 * ArcTangentOfInverse(5) - 2 * ArcTangentOfInverse(239); // J. Machin

    public static Scaled Sin(double x) => Math.Abs(x) < 1e-100 ? new(x) : Evaluate(x, 0);

    public static Scaled Cos(double x) => Evaluate(x, 1);

    private static Scaled Evaluate(double x, int quarters)
    {
        if (!double.IsFinite(x)) return new(double.NaN);

        // |x| in units of 2^−(Bits + 1074), so that every number is an integer.
        long bits = BitConverter.DoubleToInt64Bits(Math.Abs(x));
        BigInteger mantissa = (bits & 0xFFFFFFFFFFFFF) + (bits >> 52 == 0 ? 0 : 1L << 52);
        BigInteger fixedPoint = mantissa << (Bits + Math.Max((int)(bits >> 52), 1) - 1);
        BigInteger unit = HalfPi << 1074, n = (2 * fixedPoint + unit) / (2 * unit), rest = fixedPoint - n * unit;
        DoubleDouble r = ToDoubleDouble(rest, Bits + 1074);

        int quadrant = (int)((n + quarters) % 4);
        DoubleDouble y = quadrant % 2 == 0 ? SinOfRest(r) : CosOfRest(r);
        if (quadrant >= 2) y = -y;
        return new(x < 0 && quarters == 0 ? -y : y);
    }

    private static DoubleDouble ToDoubleDouble(BigInteger x, int shift)
    {
        if (x.IsZero) return 0;
        int down = (int)Math.Max(0, BigInteger.Abs(x).GetBitLength() - 110);
        BigInteger top = x >> down;
        double high = (double)top;
        return new DoubleDouble(Math.ScaleB(high, down - shift), Math.ScaleB((double)(top - new BigInteger(high)), down - shift)) + 0;
    }

    private static DoubleDouble SinOfRest(DoubleDouble r)
    {
        DoubleDouble square = r * r, sum = 0;
        for (int k = 29; k >= 3; k -= 2) sum = (sum + 1) * -square / (k * (k - 1));
        return r * sum + r;
    }

    private static DoubleDouble CosOfRest(DoubleDouble r)
    {
        DoubleDouble square = r * r, sum = 0;
        for (int k = 28; k >= 2; k -= 2) sum = (sum + 1) * -square / (k * (k - 1));
        return sum + 1;
    }

    // arctan(1/n) in units of 2^−Bits, by its series.
    private static BigInteger ArcTangentOfInverse(int n)
    {
        BigInteger power = (BigInteger.One << (Bits + 64)) / n, sum = power;
        for (int k = 3; !power.IsZero; k += 2)
        {
            power /= -n * n;
            sum += power / k;
        }

        return sum >> 64;
    }
}
