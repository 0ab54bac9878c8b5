using System.Numerics;
using MicroGrad.Simd.Kernels;
using Xunit;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>Every member gives for a number with derivatives what it gives for the number alone, bit for bit.</summary>
public sealed class NumberTests
{
    private const int RandomRounds = 20;

    private static readonly double[] Special =
    [
        0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 3, 2.5, -3.5, 10, 1e-3, 0.125, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, -double.Epsilon,
        1e-310, 1e-40, 1e-200, 1e200, -1e30, double.MaxValue, double.MinValue, 4503599627370497.5, 8388609.5, 2147483648, 1e10 + 0.5, 1234.5678,
    ];

    [Fact]
    public void Of_values() => Same<double, Value<double>>(new ValueTape<double>().Variable, x => x.Data);

    [Fact]
    public void Of_constant_values() => Same<double, Value<double>>(x => x, x => x.Data);

    [Fact]
    public void Of_duals() => Same<double, Dual<double>>(x => new(x, 1), x => x.Value);

    [Fact]
    public void Of_values_of_floats() => Same<float, Value<float>>(new ValueTape<float>().Variable, x => x.Data);

    [Fact]
    public void Of_duals_of_floats() => Same<float, Dual<float>>(x => new(x, 1), x => x.Value);

    [Fact]
    public void Of_values_of_duals()
    {
        var tape = new ValueTape<Dual<double>>();
        Same<double, Value<Dual<double>>>(x => tape.Variable(new(x, 1)), x => x.Data.Value);
    }

    [Fact]
    public void Of_duals_of_values()
    {
        var tape = new ValueTape<double>();
        Same<double, Dual<Value<double>>>(x => new(tape.Variable(x), 1), x => x.Value.Data);
    }

    [Fact]
    public void Of_duals_of_duals() => Same<float, Dual<Dual<float>>>(x => new(new(x, 1), 1), x => x.Value.Value);

    [Fact]
    public void Of_values_of_values()
    {
        var inner = new ValueTape<double>();
        var outer = new ValueTape<Value<double>>();
        Same<double, Value<Value<double>>>(x => outer.Variable(inner.Variable(x)), x => x.Data.Data);
    }

    private static void Same<T, TSelf>(Func<T, TSelf> lift, Func<TSelf, T> number)
        where T : IFloatingPointIeee754<T>, IMinMaxValue<T>
        where TSelf : IFloatingPointIeee754<TSelf>, IMinMaxValue<TSelf>
    {
        var random = new Random(1);
        List<string> wrong = [];
        for (int i = 0; i < Members<T>.All.Count; i++)
        {
            Member<T> plain = Members<T>.All[i];
            Member<TSelf> lifted = Members<TSelf>.All[i];
            foreach (T[] at in Points<T>(plain.Operands, random))
            {
                object? expected = Outcome(Nearer<T>(plain.Key) ?? plain.Of, x => x, at);
                object? actual = Outcome<TSelf, T>(lifted.Of, number, Array.ConvertAll(at, x => lift(x)));
                if (Equals(expected, actual)) continue;
                wrong.Add($"{plain.Key} [{i}] of {string.Join(" and ", at.Take(plain.Operands))}: expected {expected}, got {actual}");
                break;
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Take(20)));
    }

    /// <summary>What the engine gives where the interface leaves a choice: more digits, and IEEE 754's rules for NaN and −0 where the machine may have others.</summary>
    private static Func<T, T, T, object?>? Nearer<T>(string key) where T : IFloatingPointIeee754<T> => key switch
    {
        "ReciprocalEstimate(T)" => (x, _, _) => T.One / x,
        "ReciprocalSqrtEstimate(T)" => (x, _, _) => T.One / T.Sqrt(x),
        "ExpM1(T)" => (x, _, _) => NearZero.ExpM1(x),
        "LogP1(T)" => (x, _, _) => NearZero.LogP1(x),
        "MaxNative(T,T)" => (a, b, _) => T.Max(a, b),
        "MinNative(T,T)" => (a, b, _) => T.Min(a, b),
        "ClampNative(T,T,T)" => (x, min, max) => T.Clamp(x, min, max),
        _ => null,
    };

    private static IEnumerable<T[]> Points<T>(int operands, Random random) where T : IFloatingPointIeee754<T>
    {
        T[] special = Array.ConvertAll(Special, T.CreateTruncating);
        T Any() => random.Next(3) == 0 ? special[random.Next(special.Length)] : T.CreateTruncating((random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-8, 9)));
        foreach (T a in special)
            foreach (T b in operands > 1 ? special : special[..1])
                yield return [a, b, Any()];
        for (int i = 0; i < RandomRounds; i++) yield return [Any(), Any(), Any()];
    }

    /// <summary>What comes out, in a form in which only the same is equal: −0 is not 0, and what throws gives the type of the exception.</summary>
    private static object? Outcome<TSelf, T>(Func<TSelf, TSelf, TSelf, object?> of, Func<TSelf, T> number, TSelf[] at)
    {
        try
        {
            return Plain(of(at[0], at[1], at[2]), number);
        }
        catch (Exception thrown) when (thrown is ArgumentException or ArithmeticException or FormatException)
        {
            return thrown.GetType();
        }
    }

    private static object? Plain<TSelf, T>(object? result, Func<TSelf, T> number) => result switch
    {
        TSelf x => Plain(number(x)!),
        (bool isNumber, TSelf x) => (isNumber, Plain(number(x)!)),
        _ => Plain(result),
    };

    private static object? Plain(object? result) => result switch
    {
        double x => double.IsNaN(x) ? "NaN" : (x, BitConverter.DoubleToInt64Bits(x)),
        float x => float.IsNaN(x) ? "NaN" : (x, BitConverter.SingleToInt32Bits(x)),
        _ => result,
    };
}
