using System.Numerics;
using Xunit;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>Warm calls through the interface allocate nothing.</summary>
public sealed class AllocationTests
{
    private readonly ValueTape<double> _tape = new();
    private readonly ValueTape<Dual<double>> _nested = new();
    private readonly char[] _text = new char[64];
    private readonly byte[] _bytes = new byte[64];

    [Fact]
    public void Functions_of_values() => NoFunctionAllocates<Value<double>>(x =>
    {
        _tape.Reset();
        return _tape.Variable(x);
    });

    [Fact]
    public void Functions_of_duals() => NoFunctionAllocates<Dual<double>>(x => new(x, 1));

    [Fact]
    public void Functions_of_values_of_duals() => NoFunctionAllocates<Value<Dual<double>>>(x =>
    {
        _nested.Reset();
        return _nested.Variable(new(x, 1));
    });

    [Fact]
    public void Functions_of_duals_of_duals() => NoFunctionAllocates<Dual<Dual<double>>>(x => new(new(x, 1), 1));

    [Fact]
    public void Questions_of_values() => NoQuestionAllocates<Value<double>>(_tape.Variable(1.5), _tape.Variable(2.5));

    [Fact]
    public void Questions_of_duals() => NoQuestionAllocates<Dual<double>>(new(1.5, 1), new(2.5, 1));

    [Fact]
    public void Questions_of_nested_numbers()
    {
        NoQuestionAllocates<Value<Dual<double>>>(_nested.Variable(1.5), _nested.Variable(2.5));
        NoQuestionAllocates<Dual<Value<double>>>(new(_tape.Variable(1.5), 1.0), new(_tape.Variable(2.5), 1.0));
    }

    private static void NoFunctionAllocates<T>(Func<double, T> variable) where T : IFloatingPointIeee754<T>
    {
        foreach (Function<T> f in Functions<T>.All)
        {
            T[] at = new T[3];
            double[] middle = [.. Enumerable.Range(0, 3).Select(i => f.Domain.Length > i ? (f.Domain[i].Low + f.Domain[i].High) / 2 : 0.5)];
            long allocated = OnceCompiled(() =>
            {
                at[0] = variable(middle[0]);
                for (int i = 1; i < 3; i++) at[i] = T.CreateChecked(middle[i]);
                f.At(at);
            });
            Assert.True(allocated == 0, $"{f.Key}: {allocated} bytes");
        }
    }

    private void NoQuestionAllocates<T>(T a, T b) where T : IFloatingPointIeee754<T>
    {
        Action[] questions =
        [
            () => _ = a < b && a <= b && a != b && !(a > b) && !(a >= b) && !(a == b),
            () => a.CompareTo(b),
            () => a.Equals(b),
            () => a.GetHashCode(),
            () => EqualityComparer<T>.Default.Equals(a, b),
            () => Comparer<T>.Default.Compare(a, b),
            () => _ = T.IsNaN(a) || T.IsInfinity(a) || T.IsZero(a) || T.IsEvenInteger(a) || !T.IsFinite(a) || T.Sign(a) < 0,
            () => T.ILogB(a),
            () => a.TryFormat(_text, out _, default, null),
            () => a.TryFormat(_bytes, out _, default, null),
            () => a.GetExponentByteCount(),
            () => a.GetExponentShortestBitLength(),
            () => a.GetSignificandBitLength(),
            () => a.GetSignificandByteCount(),
            () => a.TryWriteExponentBigEndian(_bytes, out _),
            () => a.TryWriteExponentLittleEndian(_bytes, out _),
            () => a.TryWriteSignificandBigEndian(_bytes, out _),
            () => a.TryWriteSignificandLittleEndian(_bytes, out _),
            () => int.CreateChecked(a),
            () => T.ConvertToInteger<int>(a),
            () => T.CreateChecked(7),
            () => T.Parse("1.5", null),
        ];
        for (int i = 0; i < questions.Length; i++)
        {
            long allocated = OnceCompiled(questions[i]);
            Assert.True(allocated == 0, $"question {i} of {typeof(T)}: {allocated} bytes");
        }
    }

    /// <summary>Asks again while the runtime still compiles, which it puts off for as long as other tests bring new code: its first, unoptimised code boxes a number to see whether it has derivatives.</summary>
    private static long OnceCompiled(Action step)
    {
        long allocated = Allocations.Of(step);
        for (int attempt = 0; attempt < 600 && allocated > 0; attempt++)
        {
            Thread.Sleep(100);
            allocated = Allocations.Of(step);
        }

        return allocated;
    }
}
