using System.Numerics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class SlopeSweepTests
{
    private const int Margin = 20;

    [Fact]
    public void Every_length_agrees_with_the_plain_loop_and_writes_nowhere_else()
    {
        CheckBoth<Exp>();
        CheckBoth<Log>();
        CheckBoth<Tanh>();
        CheckBoth<Sigmoid>();
        CheckBoth<Sqrt>();
        CheckBoth<Abs>();
        CheckBoth<Sin>();
        CheckBoth<Cos>();
        CheckBoth<Erf>();
        CheckBoth<Gelu>();
        CheckBoth<GeluTanh>();
        CheckBoth<Softplus>();
    }

    [Fact]
    public void Slopes_of_ops_agree_with_their_scalar_form()
    {
        CheckUnary<Relu>();
        CheckBinary<Divide>();
        CheckBinary<Max>();
        CheckBinary<Min>();
        CheckBinary<Pow>();
    }

    [Fact]
    public void A_tie_is_shared_as_in_its_scalar_form()
    {
        double nan = double.NaN;
        double[] a = [1, 2, 2, nan, nan, 1, 0, -0.0, double.PositiveInfinity], b = [2, 1, 2, nan, 1, nan, -0.0, 0, double.PositiveInfinity];
        var one = new double[a.Length];
        Array.Fill(one, 1);
        CheckTies<Max>(a, b, one);
        CheckTies<Min>(a, b, one);
    }

    private static void CheckTies<TOp>(double[] a, double[] b, double[] dy) where TOp : struct, IBinaryOp<TOp>
    {
        double[] da = new double[a.Length], db = new double[a.Length];
        TOp.AddVjpLeft<double>(dy, a, b, dy, da);
        TOp.AddVjpRight<double>(dy, a, b, dy, db);
        for (int i = 0; i < a.Length; i++)
        {
            Assert.Equal(TOp.SlopeLeft(a[i], b[i], 1), da[i]);
            Assert.Equal(TOp.SlopeRight(a[i], b[i], 1), db[i]);
        }
    }

    private static void CheckUnary<TOp>() where TOp : struct, IUnaryOp<TOp>
    {
        double[] x = SampleNumbers.Between<double>(-9, 8, 100), y = Array.ConvertAll(x, TOp.Apply), dy = SampleNumbers.Between<double>(1, 2, 100), dx = new double[100];
        TOp.AddVjp<double>(dy, x, y, dx);
        for (int i = 0; i < dx.Length; i++) Assert.Equal(dy[i] * TOp.Slope(x[i], y[i]), dx[i], 1e-14);
    }

    private static void CheckBinary<TOp>() where TOp : struct, IBinaryOp<TOp>
    {
        double[] a = SampleNumbers.Between<double>(0, 3, 100), b = SampleNumbers.Between<double>(3, -2, 100), dy = SampleNumbers.Between<double>(1, 2, 100);
        (a[7], b[7], a[8], b[8], a[9], b[9], b[10]) = (0, 0, 0, 3, 0, 2, 0);
        double[] y = new double[100], da = new double[100], db = new double[100];
        TOp.Forward<double>(a, b, y);
        TOp.AddVjpLeft<double>(dy, a, b, y, da);
        TOp.AddVjpRight<double>(dy, a, b, y, db);
        for (int i = 0; i < y.Length; i++)
        {
            Near(dy[i] * TOp.SlopeLeft(a[i], b[i], y[i]), da[i]);
            Near(dy[i] * TOp.SlopeRight(a[i], b[i], y[i]), db[i]);
        }
    }

    private static void Near(double expected, double actual)
    {
        if (double.IsFinite(expected)) Assert.Equal(expected, actual, 1e-14 * (1 + Math.Abs(expected)));
        else Assert.Equal(expected, actual);
    }

    private static void CheckBoth<TSlope>() where TSlope : struct, IVectorSlope
    {
        for (int length = 0; length <= 70; length++)
        {
            Check<float, TSlope>(length);
            Check<double, TSlope>(length);
        }
    }

    private static void Check<T, TSlope>(int length)
        where T : IFloatingPointIeee754<T>
        where TSlope : struct, IVectorSlope
    {
        T canary = T.CreateChecked(12345);
        T[] dy = SampleNumbers.Between<T>(-2, 1, length), x = SampleNumbers.Between<T>(-1.5, 2.5, length), y = SampleNumbers.Between<T>(-0.9, 0.8, length);
        var dx = new T[length + 2 * Margin];
        Array.Fill(dx, canary);
        Span<T> destination = dx.AsSpan(Margin, length);
        for (int i = 0; i < length; i++) destination[i] = T.CreateChecked(i % 7);
        SlopeSweep.Add<T, TSlope>(dy, x, y, destination);

        T tolerance = T.CreateChecked(typeof(T) == typeof(float) ? 1e-6 : 1e-15);
        for (int i = 0; i < length; i++)
        {
            T product = dy[i] * TSlope.Slope(x[i], y[i]), before = T.CreateChecked(i % 7), expected = before + product;
            Assert.True(T.Abs(destination[i] - expected) <= tolerance * (before + T.Abs(product)), $"{typeof(TSlope).Name} at {i} of {length}: {destination[i]}, not {expected}.");

            var alone = new T[] { before };
            SlopeSweep.Add<T, TSlope>(dy.AsSpan(i, 1), x.AsSpan(i, 1), y.AsSpan(i, 1), alone);
            Assert.Equal(alone[0], destination[i]); // the same bits wherever it stands
        }

        Assert.False(dx.AsSpan(0, Margin).ContainsAnyExcept(canary));
        Assert.False(dx.AsSpan(Margin + length).ContainsAnyExcept(canary));
    }
}
