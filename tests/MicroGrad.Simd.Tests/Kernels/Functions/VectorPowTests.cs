using System.Numerics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class VectorPowTests
{
    [Fact]
    public void Special_cases_are_those_of_the_scalar_function()
    {
        CheckSpecial<float>();
        CheckSpecial<double>();
    }

    [Fact]
    public void Pow_of_floats_is_within_one_and_a_quarter_ulp()
    {
        const int count = 1_000_000;
        var random = new Random(3);
        var a = new float[count];
        var b = new float[count];
        var y = new float[count];
        for (int i = 0; i < count; i++)
        {
            a[i] = BitConverter.Int32BitsToSingle(i % 2 == 0 ? random.Next(0x7F800000) : 0x3F800000 + random.Next(-1 << 20, 1 << 20));
            b[i] = (float)((random.NextDouble() * 2 - 1) * 105 / Math.Abs(Math.Log(a[i]) + 1e-9));
        }

        FunctionMap2.Run<float, Pow>(a, b, y);
        double worst = 0;
        for (int i = 0; i < count; i++) worst = Math.Max(worst, Ulps.Between(y[i], new Scaled(Math.Pow(a[i], b[i]))));
        Assert.InRange(worst, 0, FusedProducts.AreSupported ? 1.25 : 1.5);
    }

    [Fact]
    public void Pow_of_doubles_is_within_two_ulp()
    {
        if (!FusedProducts.AreSupported) return;
        const int count = 60_000;
        var random = new Random(4);
        var a = new double[count];
        var b = new double[count];
        var y = new double[count];
        for (int i = 0; i < count; i++)
        {
            a[i] = BitConverter.Int64BitsToDouble(i % 2 == 0 ? random.NextInt64(0x7FF0000000000000) : 0x3FF0000000000000 + random.NextInt64(-1L << 49, 1L << 49));
            b[i] = (random.NextDouble() * 2 - 1) * 750 / Math.Abs(Math.Log(a[i]) + 1e-9);
        }

        FunctionMap2.Run<double, Pow>(a, b, y);
        double worst = 0;
        for (int i = 0; i < count; i++) worst = Math.Max(worst, Ulps.Between(y[i], Precise.Pow(a[i], b[i])));
        Assert.InRange(worst, 0, 2);
    }

    [Fact]
    public void One_exponent_for_all_gives_what_the_scalar_function_gives()
    {
        CheckOneExponent<float>();
        CheckOneExponent<double>();
    }

    [Fact]
    public void A_special_neighbour_changes_no_bit()
    {
        CheckNeighbours<float>();
        CheckNeighbours<double>();
    }

    private static void CheckOneExponent<T>() where T : IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T[] positive = SampleNumbers.Between<T>(1e-3, 50, 100), special = SampleNumbers.Special<T>();
        foreach (double exponent in (double[])[2, 3, -1, 0.5, -0.5, 1, 0, 2.5, double.NaN])
            foreach (T[] a in (T[][])[positive, special, []])
            {
                T[] b = new T[a.Length], y = new T[a.Length], da = new T[a.Length], dy = new T[a.Length];
                Array.Fill(b, T.CreateChecked(exponent));
                Array.Fill(dy, T.One);
                Pow.Forward<T>(a, b, y);
                Pow.AddVjpLeft<T>(dy, a, b, y, da);
                for (int i = 0; i < a.Length; i++)
                {
                    AssertNear(T.Pow(a[i], b[i]), y[i], $"{a[i]} to the power of {exponent}");
                    AssertNear(T.Zero + Pow.SlopeLeft(a[i], b[i], y[i]), da[i], $"slope of {a[i]} to the power of {exponent}");
                }
            }
    }

    private static void CheckNeighbours<T>() where T : IFloatingPointIeee754<T>
    {
        if (typeof(T) == typeof(double) && !FusedProducts.AreSupported) return;
        T[] a = SampleNumbers.Between<T>(1e-3, 50, 101), b = SampleNumbers.Between<T>(-9, 8, 101);
        (T[] y, T[] da) = Both(a, b);
        foreach ((T base_, T exponent) in ((T, T)[])[(T.Zero, T.One), (-T.One, T.One), (T.NaN, T.One), (T.PositiveInfinity, T.One), (T.One, T.NaN), (T.One, T.NegativeInfinity)])
        {
            (a[^1], b[^1]) = (base_, exponent);
            (T[] yBeside, T[] daBeside) = Both(a, b);
            Assert.Equal(y[..100], yBeside[..100]);
            Assert.Equal(da[..100], daBeside[..100]);
        }
    }

    private static (T[] Y, T[] Da) Both<T>(T[] a, T[] b) where T : IFloatingPointIeee754<T>
    {
        T[] y = new T[a.Length], da = new T[a.Length];
        Pow.Forward<T>(a, b, y);
        Pow.AddVjpLeft<T>(y, a, b, y, da);
        return (y, da);
    }

    private static void CheckSpecial<T>() where T : IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        T large = T.CreateChecked(typeof(T) == typeof(float) ? 8388609.0 : 4503599627370497.0);
        T[] numbers = [.. SampleNumbers.Special<T>(), T.CreateChecked(2), T.CreateChecked(-2), T.CreateChecked(3), T.CreateChecked(-3), T.CreateChecked(-2.5), large, -large, large + large];
        foreach (T a in numbers)
        {
            var y = new T[numbers.Length];
            var bases = new T[numbers.Length];
            Array.Fill(bases, a);
            Pow.Forward<T>(bases, numbers, y);
            for (int i = 0; i < y.Length; i++)
            {
                AssertNear(T.Pow(a, numbers[i]), y[i], $"{a} to the power of {numbers[i]}");
            }
        }
    }

    private static void AssertNear<T>(T expected, T actual, string context) where T : IFloatingPointIeee754<T>
    {
        bool same = T.IsFinite(expected) && expected != T.Zero
            ? T.Abs(actual - expected) <= T.Abs(expected) * T.CreateChecked(typeof(T) == typeof(float) ? 3e-7 : 6e-16) + T.Epsilon
            : actual.Equals(expected) && T.IsNegative(actual) == T.IsNegative(expected) | T.IsNaN(expected);
        Assert.True(same, $"{context} is {actual}, not {expected}.");
    }
}
