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
    public void Pow_of_floats_is_within_two_ulp()
    {
        if (!FusedProducts.AreSupported) return;
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
        Assert.InRange(worst, 0, 2);
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
                T expected = T.Pow(a, numbers[i]);
                bool same = T.IsFinite(expected) && expected != T.Zero
                    ? T.Abs(y[i] - expected) <= T.Abs(expected) * T.CreateChecked(typeof(T) == typeof(float) ? 3e-7 : 6e-16)
                    : y[i].Equals(expected) && T.IsNegative(y[i]) == T.IsNegative(expected) | T.IsNaN(expected);
                Assert.True(same, $"{a} to the power of {numbers[i]} is {y[i]}, not {expected}.");
            }
        }
    }
}
