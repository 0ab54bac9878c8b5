using MicroGrad.Simd.Numerics;
using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Comparison, formatting, and what generic math asks for beyond.</content>
public readonly partial struct Value<T>
{
    /// <summary>What is left of a / b, with the sign of a.</summary>
    public static Value<T> operator %(Value<T> a, Value<T> b) => Record<Modulus>(a, b);

    /// <summary>x + 1.</summary>
    public static Value<T> operator ++(Value<T> x) => x + T.One;

    /// <summary>x − 1.</summary>
    public static Value<T> operator --(Value<T> x) => x - T.One;

    /// <summary>Whether the numbers are equal; false for NaN.</summary>
    public static bool operator ==(Value<T> a, Value<T> b) => Test<IsEqual>(a, b);

    /// <summary>Whether the numbers differ; true for NaN.</summary>
    public static bool operator !=(Value<T> a, Value<T> b) => !Test<IsEqual>(a, b);

    /// <summary>Whether a is below b; false for NaN.</summary>
    public static bool operator <(Value<T> a, Value<T> b) => Test<IsLess>(a, b);

    /// <summary>Whether a is above b; false for NaN.</summary>
    public static bool operator >(Value<T> a, Value<T> b) => Test<IsLess>(b, a);

    /// <summary>Whether a is at most b; false for NaN.</summary>
    public static bool operator <=(Value<T> a, Value<T> b) => Test<IsLessOrEqual>(a, b);

    /// <summary>Whether a is at least b; false for NaN.</summary>
    public static bool operator >=(Value<T> a, Value<T> b) => Test<IsLessOrEqual>(b, a);

    /// <summary>−1, 0 or 1 as this number is below, at or above another; NaN is below all others.</summary>
    public int CompareTo(Value<T> other) => Compare(this, other);

    /// <summary>The same for a boxed one.</summary>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Value<T> other => CompareTo(other),
        _ => throw new ArgumentException($"Value.CompareTo: the argument is of type {obj.GetType()}. It must be of type {typeof(Value<T>)}.", nameof(obj)),
    };

    /// <summary>Whether the numbers are equal; NaN is equal to NaN.</summary>
    public bool Equals(Value<T> other) => Compare(this, other) == 0;

    /// <summary>The same for a boxed one; nothing else is equal.</summary>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Value<T> other && Equals(other);

    /// <summary>The number's hash code.</summary>
    public override int GetHashCode() => Observe(this).GetHashCode();

    /// <summary>The number, formatted as <typeparamref name="T"/> formats itself.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => _data.ToString(format, formatProvider);

    /// <summary>Writes the number as <typeparamref name="T"/> does.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        _data.TryFormat(destination, out charsWritten, format, provider);

    /// <summary>The same in UTF-8.</summary>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        _data.TryFormat(utf8Destination, out bytesWritten, format, provider);

    private static int Compare<TSelf>(TSelf a, TSelf b) where TSelf : struct, IDifferentiable<TSelf, T> => IDifferentiable<TSelf, T>.Compare(a, b);

    private static bool Test<TTest>(Value<T> a, Value<T> b) where TTest : struct, ITest
    {
        ValueTape<T>? tape = CommonTape(TTest.Name, a, b);
        bool holds = TTest.Holds(a._data, b._data);
        tape?.Trace?.Guard(TTest.Lanes<T>(), a, b, holds);
        return holds;
    }

    /// <summary>The tape of two values that are compared, checked; null for two constants.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static ValueTape<T>? CommonTape(string op, Value<T> a, Value<T> b)
    {
        if ((a._tape ?? b._tape) is not { } tape) return null;
        a.ThrowIfNotOf(tape, op);
        b.ThrowIfNotOf(tape, op);
        return tape;
    }

    // What a recorded program does with a number outside of it is right for that number only.
    private static T Observe(Value<T> x)
    {
        x._tape?.Trace?.Guard(IsSame.Lanes<T>(), x, x._data, held: true);
        return x._data;
    }

    bool IZeroThroughout.IsZeroThroughout => IsConstant && ZeroThroughout.Of(_data);

    bool IZeroThroughout.IsConstantThroughout => IsConstant && ZeroThroughout.OfDerivatives(_data);

    static Value<T> IDifferentiable<Value<T>, T>.Constant(T value) => value;

    static T IDifferentiable<Value<T>, T>.Number(Value<T> x) => x._data;

    static T IDifferentiable<Value<T>, T>.Observe(Value<T> x) => Observe(x);

    static Value<T> IDifferentiable<Value<T>, T>.Record<TOp>(Value<T> x) => Record<TOp>(x);

    static Value<T> IDifferentiable<Value<T>, T>.Record<TOp>(Value<T> a, Value<T> b) => Record<TOp>(a, b);

    static bool IDifferentiable<Value<T>, T>.Test<TTest>(Value<T> a, Value<T> b) => Test<TTest>(a, b);

    static Value<T> IDifferentiable<Value<T>, T>.ProductSum(Value<T> a, Value<T> b, Value<T> c, T y) => ProductSum(a, b, c, y);

    /// <summary>The same node with a number that is rounded otherwise.</summary>
    private Value<T> With(T data) => new(_tape, data, _place);
}
