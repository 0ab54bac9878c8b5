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

    /// <summary>The probability that a normal variable exceeds a, by a series of positive terms or Laplace's continued fraction.</summary>
    public static Scaled GaussTail(double a)
    {
        DoubleDouble square = (DoubleDouble)a * a;
        Scaled density = Exp(square * -0.5);
        DoubleDouble height = density.Value / new DoubleDouble(2.5066282746310007, -1.8328579980459167e-16);
        if (a < 5)
        {
            DoubleDouble sum = 0;
            for (int k = 161; k >= 3; k -= 2) sum = (sum + 1) * square / k;
            return new(0.5 - height.Scale(density.Exponent) * (sum + 1) * a);
        }

        DoubleDouble tail = a;
        for (int k = 160; k >= 1; k--) tail = a + k / tail;
        return new(height / tail, density.Exponent);
    }

    public static Scaled Gelu(double x)
    {
        if (Math.Abs(x) < 1e-200) return new(Math.ScaleB(x, 400) / 2, -400);
        if (double.IsNaN(x) || Math.Abs(x) > 50) return new(x < 0 ? -0.0 : x);
        Scaled tail = GaussTail(Math.Abs(x));
        return x < 0 ? new(tail.Value * x, tail.Exponent) : new((1 - tail.Value.Scale(Math.Max(tail.Exponent, -300))) * x);
    }

    public static Scaled GeluTanh(double x)
    {
        if (Math.Abs(x) < 1e-200) return new(Math.ScaleB(x, 400) / 2, -400);
        if (double.IsNaN(x) || Math.Abs(x) > 50) return new(x < 0 ? -0.0 : x);
        DoubleDouble square = (DoubleDouble)x * x, u = new DoubleDouble(1.5957691216057308, -9.96930880911092e-17) * (1 + square * 44715 / 1000000) * Math.Abs(x);
        Scaled t = Exp(-u);
        DoubleDouble part = (DoubleDouble)x / (1 + t.Value.Scale(Math.Max(t.Exponent, -300)));
        return x < 0 ? new(part * t.Value, t.Exponent) : new(part);
    }

    public static Scaled Erf(double x)
    {
        var slopeAtZero = new DoubleDouble(1.1283791670955126, 1.533545961316588e-17);
        if (Math.Abs(x) < 1e-200) return new(x == 0 ? x : slopeAtZero * Math.ScaleB(x, 400), -400);
        if (double.IsNaN(x) || Math.Abs(x) > 30) return new(double.IsNaN(x) ? x : Math.Sign(x));
        DoubleDouble square = (DoubleDouble)x * x, sum = 0;
        if (Math.Abs(x) < 6)
        {
            for (int k = 401; k >= 3; k -= 2) sum = (sum + 1) * square * 2 / k;
            Scaled exp = Exp(-square);
            return new(slopeAtZero * exp.Value.Scale(exp.Exponent) * (sum + 1) * x);
        }

        return new(x < 0 ? -1 : 1);
    }

    public static Scaled ErfSlope(double x)
    {
        Scaled exp = Exp(-((DoubleDouble)x * x));
        return new(exp.Value * new DoubleDouble(1.1283791670955126, 1.533545961316588e-17), exp.Exponent);
    }

    /// <summary>Φ(x) + x·φ(x).</summary>
    public static Scaled GeluSlope(double x)
    {
        double a = Math.Abs(x);
        Scaled density = Exp((DoubleDouble)x * x * -0.5), tail = GaussTail(a);
        DoubleDouble moved = density.Value / new DoubleDouble(2.5066282746310007, -1.8328579980459167e-16) * a;
        Scaled below = tail.Exponent == 0 ? new(tail.Value - moved.Scale(density.Exponent)) : new(tail.Value - moved, tail.Exponent);
        return x < 0 ? below : new(1 - below.Value.Scale(Math.Max(below.Exponent, -300)));
    }

    /// <summary>(1 + x·v′ / (1 + e⁻ᵛ)) / (1 + e⁻ᵛ), all of it times e⁻ᵛ for the first 1 where x &lt; 0.</summary>
    public static Scaled GeluTanhSlope(double x)
    {
        DoubleDouble square = (DoubleDouble)x * x, c1 = new DoubleDouble(1.5957691216057308, -9.96930880911092e-17);
        Scaled exp = Exp(-(c1 * (1 + square * 44715 / 1000000) * Math.Abs(x)));
        DoubleDouble t = exp.Value.Scale(Math.Max(exp.Exponent, -300)), moved = c1 * (1 + square * 134145 / 1000000) * x / (1 + t);
        return x < 0 ? new(exp.Value * (1 + moved) / (1 + t), exp.Exponent) : new((1 + t * moved) / (1 + t));
    }

    public static Scaled Softplus(double x)
    {
        if (!double.IsFinite(x)) return new(Math.Max(x, 0));
        Scaled exp = Exp(-Math.Abs(x));
        DoubleDouble t = exp.Value.Scale(Math.Max(exp.Exponent, -900)), s = t / (2 + t), square = s * s, sum = 0;
        for (int k = 75; k >= 1; k -= 2) sum = sum * square + (DoubleDouble)1 / k;
        return x < -200 ? exp : new(Math.Max(x, 0) + 2 * s * sum);
    }
}
