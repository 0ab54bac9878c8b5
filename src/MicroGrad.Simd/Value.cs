using MicroGrad.Simd.Numerics;
using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <summary>A scalar whose operations are recorded: a number, and its node on a <see cref="ValueTape{T}"/>.</summary>
/// <typeparam name="T">The element type.</typeparam>
/// <remarks>
/// A value made from a plain <typeparamref name="T"/> is a constant: it carries its number, has no tape and is never recorded.
/// Using a value after its tape was reset, or together with a value of another tape, throws <see cref="InvalidOperationException"/>.
/// </remarks>
public readonly partial struct Value<T> : IDifferentiable<Value<T>, T>, IZeroThroughout where T : IFloatingPointIeee754<T>
{
    private readonly ValueTape<T>? _tape;
    private readonly T _data;
    private readonly ulong _place; // the tape's generation in the upper half, the node in the lower

    internal Value(ValueTape<T>? tape, T data, ulong place)
    {
        _tape = tape;
        _data = data;
        _place = place;
    }

    internal Value(ValueTape<T>? tape, T data, int index, uint generation) : this(tape, data, ((ulong)generation << 32) | (uint)index)
    {
    }

    /// <summary>The number.</summary>
    public T Data => _tape is { Trace: not null } ? Observe(this) : _data;

    /// <summary>The gradient that the backward passes since the tape's last reset have given: their sum for a variable, the latest one's for any other value.</summary>
    /// <exception cref="InvalidOperationException">The value is a constant, its tape was reset, or no backward pass has run since it was recorded.</exception>
    public T Grad => OwnTape("Value.Grad").GradOf(Index);

    /// <summary>Whether the value has no node on a tape, and so no gradient.</summary>
    public bool IsConstant => Index == 0;

    internal int Index => (int)(uint)_place;

    private uint Generation => (uint)(_place >> 32);

    /// <summary>The number, for a use that the derivatives survive.</summary>
    internal T Number => _data;

    /// <summary>Sweeps the tape from here with upstream gradient 1.</summary>
    /// <exception cref="InvalidOperationException">The value is a constant, or its tape was reset.</exception>
    public void Backward() => Backward(T.One);

    /// <summary>Sweeps the tape from here.</summary>
    /// <param name="upstream">The gradient of whatever is differentiated with respect to this value.</param>
    /// <exception cref="InvalidOperationException">The value is a constant, or its tape was reset.</exception>
    public void Backward(T upstream) => OwnTape("Value.Backward").Backward(Index, upstream);

    /// <summary>The same number as a constant: no gradient flows through it.</summary>
    /// <remarks>In a recorded program it is the number of each scenario, and stays a value of the program.</remarks>
    public Value<T> Detach() => TraceTape is null ? new(null, _data, 0, 0) : Record<Detach>(this);

    /// <summary>Makes a constant.</summary>
    public static implicit operator Value<T>(T value) => new(null, value, 0, 0);

    /// <summary>The number, formatted as <typeparamref name="T"/> formats itself.</summary>
    public override string ToString() => _data.ToString() ?? "";

    /// <summary>The tape, checked.</summary>
    internal ValueTape<T> OwnTape(string op)
    {
        if (_tape is null || Index == 0) Throw.Constant(op, _data);
        _tape.ThrowIfDropped(op, Index, Generation);
        return _tape;
    }

    // Inlined into the caller's expression: recording costs about as much as a call would, and there the JIT knows which operands are constants.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Value<T> Record<TOp>(Value<T> a) where TOp : struct, IUnaryOp<TOp>
    {
        T y = TOp.Apply(a._data);
        ValueTape<T>? tape = a._tape;
        if (tape is null) return new(null, y, 0);
        if (a._place < tape.GenerationStart) return RecordRenewed<TOp>(a);
        return tape.Push<TOp>(a, default, TOp.Slope(a._data, y), T.Zero, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Value<T> Record<TOp>(Value<T> a, Value<T> b) where TOp : struct, IBinaryOp<TOp>
    {
        T y = TOp.Apply(a._data, b._data);
        ValueTape<T>? tape = a._tape;
        if (tape == b._tape)
        {
            if (tape is null) return new(null, y, 0);
            // No place has more than the tape's generation in its upper half, so both have it where what they have in common does.
            if ((a._place & b._place) < tape.GenerationStart) return RecordRenewed<TOp>(a, b);
            return tape.Push<TOp>(a, b, TOp.SlopeLeft(a._data, b._data, y), TOp.SlopeRight(a._data, b._data, y), y);
        }

        if (b._tape is null)
        {
            if (a._place < tape!.GenerationStart) return RecordRenewed<TOp>(a, b);
            return tape.Push<TOp>(a, b, TOp.SlopeLeft(a._data, b._data, y), T.Zero, y);
        }
        else
        {
            if (tape is not null) Throw.MixedTapes(TOp.Name);
            if (b._place < b._tape.GenerationStart) return RecordRenewed<TOp>(a, b);
            return b._tape.Push<TOp>(a, b, T.Zero, TOp.SlopeRight(a._data, b._data, y), y);
        }
    }

    // Values from before a mark that the tape was rewound to are of an older generation. Whole calls of their own: one that came back into the
    // code above would make the JIT keep numbers in memory over it.
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value<T> RecordRenewed<TOp>(Value<T> a) where TOp : struct, IUnaryOp<TOp> => Record<TOp>(a.Renewed(TOp.Name));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value<T> RecordRenewed<TOp>(Value<T> a, Value<T> b) where TOp : struct, IBinaryOp<TOp> => Record<TOp>(a.Renewed(TOp.Name), b.Renewed(TOp.Name));

    /// <summary>The same value as one of its tape's generation, if it is still there.</summary>
    private Value<T> Renewed(string op)
    {
        if (_tape is null) return this;
        _tape.ThrowIfDropped(op, Index, Generation);
        return new(_tape, _data, Index, _tape.Generation);
    }
}
