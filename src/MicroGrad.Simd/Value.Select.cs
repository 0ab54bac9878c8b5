using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd;

/// <content>Choices that are no branches.</content>
public readonly partial struct Value<T>
{
    internal ValueTape<T>? TraceTape => _tape is { Trace: not null } ? _tape : null;

    /// <summary>Whether a is below b, as a mask.</summary>
    public static ValueMask<T> Less(Value<T> a, Value<T> b) => ValueMask<T>.Of<Less>(a, b, a._data < b._data);

    /// <summary>Whether a is at most b, as a mask.</summary>
    public static ValueMask<T> LessOrEqual(Value<T> a, Value<T> b) => ValueMask<T>.Of<LessOrEqual>(a, b, a._data <= b._data);

    /// <summary>Whether a is above b, as a mask.</summary>
    public static ValueMask<T> Greater(Value<T> a, Value<T> b) => Less(b, a);

    /// <summary>Whether a is at least b, as a mask.</summary>
    public static ValueMask<T> GreaterOrEqual(Value<T> a, Value<T> b) => LessOrEqual(b, a);

    /// <summary>One of two values: a branch that a recorded program takes for each scenario on its own. The gradient goes to the one that was chosen.</summary>
    /// <remarks>Both are computed. Nothing is recorded on an ordinary tape: the result is the value that was chosen.</remarks>
    public static Value<T> Select(ValueMask<T> mask, Value<T> whereTrue, Value<T> whereFalse) => mask.Select(whereTrue, whereFalse);
}
