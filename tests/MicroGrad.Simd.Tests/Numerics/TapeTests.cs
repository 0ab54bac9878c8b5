using Xunit;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>Nothing is lost in silence: values that no tape knows any more, or that two tapes know, are no operands.</summary>
public sealed class TapeTests
{
    /// <summary>What reads the number alone, as <see cref="Value{T}.Data"/> does, or not even that.</summary>
    private static readonly string[] Readers =
        ["op_UnaryPlus(T)", "IsCanonical(T)", "IsComplexNumber(T)", "IsImaginaryNumber(T)", "ILogB(T)", "GetHashCode()"];

    public static TheoryData<int> Rows => [.. Enumerable.Range(0, Operations.Length)];

    private static Member<Value<double>>[] Operations { get; } =
        [.. Members<Value<double>>.All.TakeWhile(row => row.Key != "GetHashCode()").Where(row => !Readers.Contains(row.Key)).DistinctBy(row => row.Key)];

    [Theory, MemberData(nameof(Rows))]
    public void A_value_of_a_reset_tape_throws(int row)
    {
        Member<Value<double>> operation = Operations[row];
        for (int stale = 0; stale < operation.Operands; stale++)
        {
            var tape = new ValueTape<double>();
            Value<double>[] x = [0.5, 0.25, 0.75];
            x[stale] = tape.Variable(0.5);
            tape.Reset();
            Assert.Throws<InvalidOperationException>(() => operation.Of(x[0], x[1], x[2]));
        }
    }

    [Theory, MemberData(nameof(Rows))]
    public void Values_of_two_tapes_throw(int row)
    {
        Member<Value<double>> operation = Operations[row];
        for (int foreign = 0; foreign < operation.Operands && operation.Operands > 1; foreign++)
        {
            var tape = new ValueTape<double>();
            Value<double>[] x = [tape.Variable(0.5), tape.Variable(0.25), tape.Variable(0.75)];
            x[foreign] = new ValueTape<double>().Variable(0.5);
            Assert.Throws<InvalidOperationException>(() => operation.Of(x[0], x[1], x[2]));
        }
    }

    [Fact]
    public void Comparing_values_of_two_tapes_throws()
    {
        Value<double> a = new ValueTape<double>().Variable(1), b = new ValueTape<double>().Variable(2);
        Assert.Contains("<: the operands belong to different tapes", Assert.Throws<InvalidOperationException>(() => a < b).Message, StringComparison.Ordinal);
        Assert.Contains("<: the operands belong to different tapes", Assert.Throws<InvalidOperationException>(() => Value<double>.Less(a, b)).Message, StringComparison.Ordinal);
        Assert.Throws<InvalidOperationException>(() => Value<double>.Select(Value<double>.Less(a, 2), a, b));
    }

    [Fact]
    public void Masks_of_a_value_of_a_reset_tape_throw()
    {
        var tape = new ValueTape<double>();
        Value<double> stale = tape.Variable(1);
        tape.Reset();
        Assert.Throws<InvalidOperationException>(() => Value<double>.LessOrEqual(stale, 1));
        Assert.Throws<InvalidOperationException>(() => Value<double>.Select(Value<double>.Less(1, 2), 1, stale));
    }
}
