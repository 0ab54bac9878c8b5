using System.Numerics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class FunctionMapTests
{
    private const int Margin = 20;

    [Fact]
    public void Every_length_and_start_agrees_with_the_plain_loop_and_writes_nowhere_else()
    {
        Check<float, Exp>();
        Check<double, Exp>();
        Check<float, Log>();
        Check<double, Log>();
        Check<float, Tanh>();
        Check<double, Tanh>();
        Check<float, Sigmoid>();
        Check<double, Sigmoid>();
        Check<float, Sin>();
        Check<double, Sin>();
        Check<float, Cos>();
        Check<double, Cos>();
        Check<float, Erf>();
        Check<double, Erf>();
        Check<float, Gelu>();
        Check<double, Gelu>();
        Check<float, GeluTanh>();
        Check<double, GeluTanh>();
        Check<float, Softplus>();
        Check<double, Softplus>();
    }

    [Fact]
    public void Every_length_of_two_operands_agrees_with_single_elements_and_writes_nowhere_else()
    {
        CheckTwo<float>();
        CheckTwo<double>();
    }

    private static void CheckTwo<T>() where T : IFloatingPointIeee754<T>
    {
        T canary = T.CreateChecked(12345);
        for (int length = 0; length <= 70; length++)
            foreach (bool inPlace in (bool[])[false, true])
            {
                T[] a = SampleNumbers.Between<T>(0.1, 3, length), b = SampleNumbers.Between<T>(4, -2, length), y = new T[length + 2 * Margin];
                Array.Fill(y, canary);
                Span<T> destination = y.AsSpan(Margin + length % 3, length);
                if (inPlace) a.CopyTo(destination);
                FunctionMap2.Run<T, Pow>(inPlace ? destination : a, b, destination);
                var alone = new T[1];
                for (int i = 0; i < length; i++)
                {
                    FunctionMap2.Run<T, Pow>(a.AsSpan(i, 1), b.AsSpan(i, 1), alone);
                    Assert.Equal(alone[0], destination[i]);
                }

                Assert.False(y.AsSpan(0, Margin + length % 3).ContainsAnyExcept(canary));
                Assert.False(y.AsSpan(Margin + length % 3 + length).ContainsAnyExcept(canary));
            }
    }

    private static void Check<T, TFunction>()
        where T : IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction
    {
        T[] inputs = SampleNumbers.Between<T>(0.1, 3, 70 + 2 * Margin);
        for (int length = 0; length <= 70; length++)
            for (int start = 0; start < (length < 20 ? 17 : 3); start++)
                foreach (bool inPlace in (bool[])[false, true])
                    Check<T, TFunction>(inputs, length, start, inPlace);
    }

    private static void Check<T, TFunction>(T[] inputs, int length, int start, bool inPlace)
        where T : IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction
    {
        T canary = T.CreateChecked(12345);
        var y = new T[length + 2 * Margin];
        Array.Fill(y, canary);
        ReadOnlySpan<T> x = inputs.AsSpan(start, length);
        Span<T> destination = y.AsSpan(Margin + start % 3, length);
        if (inPlace)
        {
            x.CopyTo(destination);
            FunctionMap.Run<T, TFunction>(destination, destination);
        }
        else
        {
            FunctionMap.Run<T, TFunction>(x, destination);
        }

        T tolerance = T.CreateChecked(typeof(T) == typeof(float) ? 1e-6 : 1e-15);
        var alone = new T[1];
        for (int i = 0; i < length; i++)
        {
            T expected = TFunction.Apply(x[i]);
            Assert.True(T.Abs(destination[i] - expected) <= tolerance * (T.One + T.Abs(expected)), $"{typeof(TFunction).Name} of {x[i]}: {destination[i]}, not {expected}.");
            FunctionMap.Run<T, TFunction>(x.Slice(i, 1), alone);
            Assert.Equal(alone[0], destination[i]); // the same bits wherever it stands
        }

        Assert.False(y.AsSpan(0, Margin + start % 3).ContainsAnyExcept(canary));
        Assert.False(y.AsSpan(Margin + start % 3 + length).ContainsAnyExcept(canary));
    }
}
