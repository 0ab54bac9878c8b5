namespace MicroGrad.Simd;

/// <summary>The elements of a <see cref="Parameter{T}"/> as leaves of a <see cref="ValueTape{T}"/>, in row-major order.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct ParameterValues<T> where T : IFloatingPointIeee754<T>
{
    private readonly ValueTape<T>? _tape;
    private readonly Parameter<T> _parameter;
    private readonly int _first;
    private readonly uint _generation;

    internal ParameterValues(ValueTape<T>? tape, Parameter<T> parameter, int first, uint generation)
    {
        _tape = tape;
        _parameter = parameter;
        _first = first;
        _generation = generation;
    }

    /// <summary>The number of elements.</summary>
    public int Length => _parameter.Data.Length;

    /// <summary>One element; its <see cref="Value{T}.Grad"/> is what the latest backward pass gave, <see cref="Parameter{T}.Grad"/> the sum over passes.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public Value<T> this[int index] => _tape is null
        ? _parameter.Data[index]
        : new Value<T>(_tape, _parameter.Data[index], _first + index, _generation);

    /// <summary>Σ wᵢ xᵢ over neighbouring elements w, added up in order: one node for each product. A row of a matrix times a vector.</summary>
    /// <param name="start">The first element w.</param>
    /// <param name="x">One value for each w.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are not so many elements from there on.</exception>
    public Value<T> Dot(int start, ReadOnlySpan<Value<T>> x)
    {
        ReadOnlySpan<T> w = _parameter.Data.Slice(start, x.Length);
        ValueTape<T>? tape = _tape;
        if (tape is not null && tape.Generation == _generation && tape.TryGetRoom(w.Length, out Span<ValueTape<T>.Node> nodes)
            && Value<T>.TryDot(tape, _first + start, w, x, nodes, out T sum)) return new(tape, sum, tape.Keep(w.Length), _generation);

        Value<T> y = T.Zero;
        for (int i = 0; i < x.Length; i++) y = Value<T>.MultiplyAdd(this[start + i], x[i], y);
        return y;
    }

    internal int First => _first;

    internal void Clear(T[] grads) => grads.AsSpan(_first, Length).Clear();

    internal void AddGrads(T[] grads)
    {
        Span<T> total = _parameter.Grad;
        for (int i = 0; i < total.Length; i++) total[i] += grads[_first + i];
    }
}
