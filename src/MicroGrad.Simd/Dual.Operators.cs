using MicroGrad.Simd.Numerics;
using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Operators, comparison and formatting.</content>
public readonly partial struct Dual<T>
{
    /// <summary>a + b.</summary>
    public static Dual<T> operator +(Dual<T> a, Dual<T> b) => new(a.Value + b.Value, a.Tangent + b.Tangent);

    /// <summary>a − b.</summary>
    public static Dual<T> operator -(Dual<T> a, Dual<T> b) => new(a.Value - b.Value, a.Tangent - b.Tangent);

    /// <summary>a · b.</summary>
    public static Dual<T> operator *(Dual<T> a, Dual<T> b) => Record<Multiply>(a, b);

    /// <summary>a / b.</summary>
    public static Dual<T> operator /(Dual<T> a, Dual<T> b) => Record<Divide>(a, b);

    /// <summary>−x.</summary>
    public static Dual<T> operator -(Dual<T> x) => new(-x.Value, -x.Tangent);

    /// <summary>x itself.</summary>
    public static Dual<T> operator +(Dual<T> x) => x;

    /// <summary>What is left of a / b, with the sign of a.</summary>
    public static Dual<T> operator %(Dual<T> a, Dual<T> b) => Record<Modulus>(a, b);

    /// <summary>x + 1.</summary>
    public static Dual<T> operator ++(Dual<T> x) => x + T.One;

    /// <summary>x − 1.</summary>
    public static Dual<T> operator --(Dual<T> x) => x - T.One;

    /// <summary>Whether the numbers are equal; false for NaN.</summary>
    public static bool operator ==(Dual<T> a, Dual<T> b) => Test<IsEqual>(a, b);

    /// <summary>Whether the numbers differ; true for NaN.</summary>
    public static bool operator !=(Dual<T> a, Dual<T> b) => !Test<IsEqual>(a, b);

    /// <summary>Whether a is below b; false for NaN.</summary>
    public static bool operator <(Dual<T> a, Dual<T> b) => Test<IsLess>(a, b);

    /// <summary>Whether a is above b; false for NaN.</summary>
    public static bool operator >(Dual<T> a, Dual<T> b) => Test<IsLess>(b, a);

    /// <summary>Whether a is at most b; false for NaN.</summary>
    public static bool operator <=(Dual<T> a, Dual<T> b) => Test<IsLessOrEqual>(a, b);

    /// <summary>Whether a is at least b; false for NaN.</summary>
    public static bool operator >=(Dual<T> a, Dual<T> b) => Test<IsLessOrEqual>(b, a);

    /// <summary>−1, 0 or 1 as this number is below, at or above another; NaN is below all others.</summary>
    public int CompareTo(Dual<T> other) => Compare(this, other);

    /// <summary>The same for a boxed one.</summary>
    /// <exception cref="ArgumentException">It is of another type.</exception>
    public int CompareTo(object? obj) => obj switch
    {
        null => 1,
        Dual<T> other => CompareTo(other),
        _ => throw new ArgumentException($"Dual.CompareTo: the argument is of type {obj.GetType()}. It must be of type {typeof(Dual<T>)}.", nameof(obj)),
    };

    /// <summary>Whether the numbers are equal; NaN is equal to NaN.</summary>
    public bool Equals(Dual<T> other) => Compare(this, other) == 0;

    /// <summary>The same for a boxed one; nothing else is equal.</summary>
    public override bool Equals([NotNullWhen(true)] object? obj) => obj is Dual<T> other && Equals(other);

    /// <summary>The number's hash code.</summary>
    public override int GetHashCode() => Value.GetHashCode();

    /// <summary>The number, formatted as <typeparamref name="T"/> formats itself.</summary>
    public string ToString(string? format, IFormatProvider? formatProvider) => Value.ToString(format, formatProvider);

    /// <summary>Writes the number as <typeparamref name="T"/> does.</summary>
    public bool TryFormat(Span<char> destination, out int charsWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(destination, out charsWritten, format, provider);

    /// <summary>The same in UTF-8.</summary>
    public bool TryFormat(Span<byte> utf8Destination, out int bytesWritten, ReadOnlySpan<char> format, IFormatProvider? provider) =>
        Value.TryFormat(utf8Destination, out bytesWritten, format, provider);

    private static int Compare<TSelf>(TSelf a, TSelf b) where TSelf : struct, IDifferentiable<TSelf, T> => IDifferentiable<TSelf, T>.Compare(a, b);

    private static bool Test<TTest>(Dual<T> a, Dual<T> b) where TTest : struct, ITest => TTest.Holds(a.Value, b.Value);
}
