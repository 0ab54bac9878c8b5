namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>An unevaluated sum of two doubles: about 104 bits, enough to judge a double by.</summary>
/// <remarks>Sums and products as in T. J. Dekker, A floating-point technique for extending the available precision (1971), with fused products.</remarks>
internal readonly struct DoubleDouble(double high, double low)
{
    public static readonly DoubleDouble LogOfTwo = new(0.6931471805599453, 2.3190468138462996e-17);

    public double High { get; } = high;

    public double Low { get; } = low;

    public static implicit operator DoubleDouble(double x) => new(x, 0);

    public static DoubleDouble operator -(DoubleDouble x) => new(-x.High, -x.Low);

    public static DoubleDouble operator +(DoubleDouble x, DoubleDouble y)
    {
        double sum = x.High + y.High, part = sum - x.High;
        double error = x.High - (sum - part) + (y.High - part);
        double lowSum = x.Low + y.Low, lowPart = lowSum - x.Low;
        double lowError = x.Low - (lowSum - lowPart) + (y.Low - lowPart);
        DoubleDouble first = Normal(sum, error + lowSum);
        return Normal(first.High, first.Low + lowError);
    }

    public static DoubleDouble operator -(DoubleDouble x, DoubleDouble y) => x + -y;

    public static DoubleDouble operator *(DoubleDouble x, DoubleDouble y)
    {
        double product = x.High * y.High;
        return Normal(product, Math.FusedMultiplyAdd(x.High, y.High, -product) + (x.High * y.Low + x.Low * y.High));
    }

    public static DoubleDouble operator /(DoubleDouble x, DoubleDouble y)
    {
        double first = x.High / y.High;
        DoubleDouble rest = x - y * first;
        double second = rest.High / y.High;
        rest -= y * second;
        return Normal(first, second) + rest.High / y.High;
    }

    public DoubleDouble Scale(int exponent) => new(Math.ScaleB(High, exponent), Math.ScaleB(Low, exponent));

    private static DoubleDouble Normal(double high, double low)
    {
        double sum = high + low;
        return new(sum, low - (sum - high));
    }
}
