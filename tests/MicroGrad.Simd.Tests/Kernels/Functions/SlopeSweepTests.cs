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
