using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <summary>What a tensor was split into: <c>var (queries, keys, values) = x.Chunk(3, axis: -1)</c>.</summary>
/// <typeparam name="T">The element type.</typeparam>
public readonly struct TensorParts<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly TensorTape<T> _tape;
    private readonly uint _generation;
    private readonly int _first; // the parts are recorded one after another

    internal TensorParts(TensorTape<T> tape, int first, int count)
    {
        _tape = tape;
        _generation = tape.Generation;
        _first = first;
        Count = count;
    }

    /// <summary>How many parts there are.</summary>
    public int Count { get; }

    /// <summary>One of the parts.</summary>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer.</exception>
    public Tensor<T> this[int part]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfNegative(part);
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(part, Count);
            return new(_tape, _first + part, _generation);
        }
    }

    /// <summary>Two parts.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer.</exception>
    public void Deconstruct(out Tensor<T> first, out Tensor<T> second)
    {
        Check(2);
        (first, second) = (this[0], this[1]);
    }

    /// <summary>Three parts.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer.</exception>
    public void Deconstruct(out Tensor<T> first, out Tensor<T> second, out Tensor<T> third)
    {
        Check(3);
        (first, second, third) = (this[0], this[1], this[2]);
    }

    /// <summary>Four parts.</summary>
    /// <exception cref="InvalidOperationException">There are more or fewer.</exception>
    public void Deconstruct(out Tensor<T> first, out Tensor<T> second, out Tensor<T> third, out Tensor<T> fourth)
    {
        Check(4);
        (first, second, third, fourth) = (this[0], this[1], this[2], this[3]);
    }

    private void Check(int wanted)
    {
        if (Count != wanted) Throw.PartCount(Count, wanted);
    }
}
