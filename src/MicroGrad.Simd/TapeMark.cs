namespace MicroGrad.Simd;

/// <summary>A place on a <see cref="ValueTape{T}"/>, to rewind to.</summary>
public readonly record struct TapeMark
{
    internal TapeMark(object tape, int count, uint generation)
    {
        Tape = tape;
        Count = count;
        Generation = generation;
    }

    internal object? Tape { get; }

    internal int Count { get; }

    internal uint Generation { get; }
}
