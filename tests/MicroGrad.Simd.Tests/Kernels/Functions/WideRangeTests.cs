using System.Numerics;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class WideRangeTests
{
    [Fact]
    public void A_large_neighbour_changes_no_bit()
    {
        Check<float, Sin>(1e30);
        Check<float, Cos>(-140_000);
        Check<double, Sin>(-1e300);
        Check<double, Cos>(2e9);
        Check<float, Sin>(double.PositiveInfinity);
        Check<double, Cos>(double.NaN);
    }

    private static void Check<T, TOp>(double large) where T : IFloatingPointIeee754<T> where TOp : struct, IUnaryOp<TOp>
    {
        T number = T.CreateChecked(large);
        for (int length = 1; length <= 150; length++)
        {
            T[] x = SampleNumbers.Between<T>(-30, 40, length), y = Forward<T, TOp>(x, inPlace: false), dx = Slopes<T, TOp>(x);
            int at = length * 7 % 11 * length / 11;
            T[] beside = [.. x];
            beside[at] = number;
            T[] yBeside = Forward<T, TOp>(beside, inPlace: false), dxBeside = Slopes<T, TOp>(beside);
            Assert.Equal(yBeside, Forward<T, TOp>(beside, inPlace: true));
            AssertNear(TOp.Apply(number), yBeside[at]);
            AssertNear(T.CreateChecked(length) + TOp.Slope(number, T.Zero), dxBeside[at]);

            yBeside[at] = y[at];
            dxBeside[at] = dx[at];
            Assert.Equal(y, yBeside);
            Assert.Equal(dx, dxBeside);
        }
    }

    private static T[] Forward<T, TOp>(T[] x, bool inPlace) where T : IFloatingPointIeee754<T> where TOp : struct, IUnaryOp<TOp>
    {
        T[] y = inPlace ? [.. x] : new T[x.Length];
        TOp.Forward<T>(inPlace ? y : x, y);
        return y;
    }

    // Added to the length.
    private static T[] Slopes<T, TOp>(T[] x) where T : IFloatingPointIeee754<T> where TOp : struct, IUnaryOp<TOp>
    {
        T[] dy = new T[x.Length], dx = new T[x.Length];
        Array.Fill(dy, T.One);
        Array.Fill(dx, T.CreateChecked(x.Length));
        TOp.AddVjp<T>(dy, x, x, dx);
        return dx;
    }

    private static void AssertNear<T>(T expected, T actual) where T : IFloatingPointIeee754<T>
    {
        if (T.IsNaN(expected)) Assert.True(T.IsNaN(actual));
        else Assert.True(T.Abs(actual - expected) <= T.Abs(expected) * (T.BitIncrement(T.One) - T.One));
    }
}
