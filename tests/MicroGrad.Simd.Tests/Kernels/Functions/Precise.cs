namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>A number to be approximated: value·2ⁿ, where value alone neither overflows nor underflows.</summary>
internal readonly record struct Scaled(DoubleDouble Value, int Exponent = 0);

/// <summary>The functions to about 100 bits, from their series; slow and plain.</summary>
internal static class Precise
{
    public static Scaled Exp(double x)
    {
        if (double.IsNaN(x) || Math.Abs(x) > 2000) return new(Math.Exp(x));
        return Exp((DoubleDouble)x);
    }

    /// <summary>For a finite a &gt; 0.</summary>
    public static Scaled Pow(double a, double b)
    {
        DoubleDouble exponent = Log(a).Value * b;
        return Math.Abs(exponent.High) > 2000 ? new(Math.Pow(a, b)) : Exp(exponent);
    }

    private static Scaled Exp(DoubleDouble x)
    {
        int n = (int)Math.Round(x.High / Math.Log(2));
        return new(1 + ExpLessOne(x - DoubleDouble.LogOfTwo * n), n);
    }

    public static Scaled Log(double x)
    {
        if (!(x > 0) || double.IsInfinity(x)) return new(Math.Log(x));
        int n = Math.ILogB(x);
        double mantissa = Math.ScaleB(x, -n);
        if (mantissa > 1.5)
        {
            mantissa /= 2;
            n++;
        }

        DoubleDouble s = (DoubleDouble)(mantissa - 1) / ((DoubleDouble)mantissa + 1), square = s * s, sum = 0;
        for (int k = 49; k >= 1; k -= 2) sum = sum * square + (DoubleDouble)1 / k;
        return new(DoubleDouble.LogOfTwo * n + 2 * s * sum);
    }

    public static Scaled Tanh(double x)
    {
        double magnitude = Math.Abs(x);
        if (!(magnitude > 1e-300) || magnitude > 50) return new(Math.Tanh(x));
        Scaled exp = Exp(2 * magnitude);
        DoubleDouble e = magnitude < 0.17 ? ExpLessOne(2 * magnitude) : exp.Value.Scale(exp.Exponent) - 1;
        DoubleDouble y = e / (e + 2);
        return new(x < 0 ? -y : y);
    }

    public static Scaled Sigmoid(double x)
    {
        if (double.IsNaN(x)) return new(x);
        Scaled t = Exp(-Math.Abs(x));
        DoubleDouble sum = 1 + t.Value.Scale(Math.Max(t.Exponent, -300));
        return x < 0 ? new(t.Value / sum, t.Exponent) : new(1 / sum);
    }

    // |x| ≤ 0.36, by its Taylor series.
    private static DoubleDouble ExpLessOne(DoubleDouble x)
    {
        DoubleDouble sum = 0;
        for (int k = 24; k >= 1; k--) sum = (sum + 1) * x / k;
        return sum;
    }
}
