namespace MicroGrad.Simd;

/// <summary>Elements in an order, and where along the axis they stood: what <see cref="Tensor{T}.Sort"/> and <see cref="Tensor{T}.TopK"/> give.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct Ranked<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    internal Ranked(Tensor<T> values) => Values = values;

    /// <summary>The elements.</summary>
    public Tensor<T> Values { get; }

    /// <summary>The index along the axis that each of the values had, row-major. The span lives until the tape is reset.</summary>
    /// <exception cref="InvalidOperationException">The tape was reset.</exception>
    public ReadOnlySpan<int> Indices => Values.Tape.IntegersOf(Values.Tape.Resolve("Ranked.Indices", Values));

    /// <summary>Takes the two apart.</summary>
    public void Deconstruct(out Tensor<T> values, out ReadOnlySpan<int> indices)
    {
        values = Values;
        indices = Indices;
    }
}
