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
    // Whatever is not a plain store is left to one call, since every call in there costs the caller room on its stack, which it clears.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Value<T> Record<TOp>(Value<T> a) where TOp : struct, IUnaryOp<TOp>
    {
        T y = TOp.Apply(a._data);
        if (a._tape is not { } tape) return new(null, y, 0);
        if (a._place >= tape.GenerationStart && tape.HasRoom(out ValueTape<T>.Node[] nodes, out ulong next))
            return tape.Store(nodes, next, a.Index, 0, TOp.Slope(a._data, y), T.Zero, y);
        return RecordSlow<TOp>(a, y);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Value<T> Record<TOp>(Value<T> a, Value<T> b) where TOp : struct, IBinaryOp<TOp>
    {
        T y = TOp.Apply(a._data, b._data);
        if (a._tape == b._tape)
        {
            if (a._tape is not { } tape) return new(null, y, 0);
            // No place has more than the tape's generation in its upper half, so both have it where what they have in common does.
            if ((a._place & b._place) >= tape.GenerationStart && tape.HasRoom(out ValueTape<T>.Node[] nodes, out ulong next))
                return tape.Store(nodes, next, a.Index, b.Index, TOp.SlopeLeft(a._data, b._data, y), TOp.SlopeRight(a._data, b._data, y), y);
        }
        else if (b._tape is null)
        {
            if (a._place >= a._tape!.GenerationStart && a._tape.HasRoom(out ValueTape<T>.Node[] nodes, out ulong next))
                return a._tape.Store(nodes, next, a.Index, 0, TOp.SlopeLeft(a._data, b._data, y), T.Zero, y);
        }
        else if (a._tape is null)
        {
            if (b._place >= b._tape.GenerationStart && b._tape.HasRoom(out ValueTape<T>.Node[] nodes, out ulong next))
                return b._tape.Store(nodes, next, b.Index, 0, TOp.SlopeRight(a._data, b._data, y), T.Zero, y);
        }

        return RecordSlow<TOp>(a, b, y);
    }

    // In Σ wᵢ xᵢ, as loops write it, every sum is that of the two nodes recorded last: the sum before and a product. It needs no slopes, no check of
    // generations (the next place tells it), and its place is known before the tape's counter is read.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Value<T> RecordSum(Value<T> a, Value<T> b)
    {
        // A constant's place is 0 and has no neighbours, so the right operand is on a tape.
        ulong place = b._place + 1;
        if (a._place + 1 == b._place && a._tape == b._tape && b._tape!.TryPushSum(place)) return new(b._tape, a._data + b._data, place);
        return Record<Add>(a, b);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value<T> RecordSlow<TOp>(Value<T> a, T y) where TOp : struct, IUnaryOp<TOp>
    {
        ValueTape<T> tape = a._tape!;
        a = a.Renewed(TOp.Name);
        return tape.TryTake<TOp>(a, default, y, out Value<T> taken) ? taken : tape.Push<TOp>(a, default, TOp.Slope(a._data, y), T.Zero, y);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Value<T> RecordSlow<TOp>(Value<T> a, Value<T> b, T y) where TOp : struct, IBinaryOp<TOp>
    {
        ValueTape<T> tape = a._tape ?? b._tape!;
        if (b._tape is not null && b._tape != tape) Throw.MixedTapes(TOp.Name);
        a = a.Renewed(TOp.Name);
        b = b.Renewed(TOp.Name);
        if (tape.TryTake<TOp>(a, b, y, out Value<T> taken)) return taken;
        T slopeLeft = a._tape is null ? T.Zero : TOp.SlopeLeft(a._data, b._data, y), slopeRight = b._tape is null ? T.Zero : TOp.SlopeRight(a._data, b._data, y);
        return tape.Push<TOp>(a, b, slopeLeft, slopeRight, y);
    }

    /// <summary>The same value as one of its tape's generation, if it is still there.</summary>
    private Value<T> Renewed(string op)
    {
        if (_tape is null) return this;
        _tape.ThrowIfDropped(op, Index, Generation);
        return new(_tape, _data, Index, _tape.Generation);
    }
}
