using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd;

/// <summary>True or false, as a comparison of values yields it for <see cref="Value{T}.Select"/>: in a recorded program, for each scenario on its own.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct ValueMask<T> where T : IFloatingPointIeee754<T>
{
    private readonly bool _holds;
    private readonly Value<T> _bit; // 1 or 0, where a program is being recorded

    private ValueMask(bool holds, Value<T> bit)
    {
        _holds = holds;
        _bit = bit;
    }

    /// <summary>Both.</summary>
    public static ValueMask<T> operator &(ValueMask<T> a, ValueMask<T> b) => new(a._holds & b._holds, a.Bit * b.Bit);

    /// <summary>Either or both.</summary>
    public static ValueMask<T> operator |(ValueMask<T> a, ValueMask<T> b) => !(!a & !b);

    /// <summary>The contrary.</summary>
    public static ValueMask<T> operator !(ValueMask<T> mask) => new(!mask._holds, T.One - mask.Bit);

    internal static ValueMask<T> Of<TOp>(Value<T> a, Value<T> b, bool holds) where TOp : struct, IBinaryOp<TOp>
    {
        Trace<T>? trace = Value<T>.CommonTape(TOp.Name, a, b)?.Trace;
        return new(holds, trace is null ? default : trace.Record(TOp.Lanes<T>(), a, b, holds ? T.One : T.Zero));
    }

    internal Value<T> Select(Value<T> whereTrue, Value<T> whereFalse)
    {
        Value<T> chosen = _holds ? whereTrue : whereFalse;
        if (_bit.TraceTape is not { } tape)
        {
            Value<T>.CommonTape("select", whereTrue, whereFalse);
            return chosen;
        }

        whereTrue.ThrowIfNotOf(tape, "select");
        whereFalse.ThrowIfNotOf(tape, "select");
        return tape.Trace!.Select(_bit, whereTrue, whereFalse, chosen.Number);
    }

    private Value<T> Bit => _bit.TraceTape is null ? (_holds ? T.One : T.Zero) : _bit;
}
