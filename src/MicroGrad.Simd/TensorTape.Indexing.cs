using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd;

/// <content>Indices, and what is made of them.</content>
public sealed partial class TensorTape<T>
{
    private Buffer<int> _integerScratch;

    /// <summary>A constant of zeros with a single 1 in each row: [classes, count].</summary>
    /// <param name="classes">Where the 1 of each row stands, from 0 to <paramref name="count"/> − 1.</param>
    /// <param name="count">How many classes there are.</param>
    /// <exception cref="ArgumentOutOfRangeException">A class is outside [0, count).</exception>
    public Tensor<T> OneHot(ReadOnlySpan<int> classes, int count)
    {
        ThrowIfDisposed();
        Shape shape = [classes.Length, count];
        for (int i = 0; i < classes.Length; i++)
            if ((uint)classes[i] >= (uint)count) Throw.NoSuchCode(classes, i, count);
        Buffer<T> data = _arena.Rent(shape.ElementCount);
        data.Span.Clear();
        for (int i = 0; i < classes.Length; i++) data.Span[i * count + classes[i]] = T.One;
        return Handle(Push(Layout.Contiguous(shape), data));
    }

    /// <summary>Room for integers that live until the tape is reset; holds rubbish.</summary>
    internal Buffer<int> RentIntegers(int length) => _integers.Rent(length);

    /// <summary>The integers that an op was recorded with.</summary>
    internal ReadOnlySpan<int> IntegersOf(int index) => _nodes[index].Integers.Span;

    /// <summary>Scratch for integers; holds rubbish, and is gone at the next call.</summary>
    internal Span<int> IntegerScratch(int length)
    {
        if (_integerScratch.Length < length) _integerScratch = Buffer<int>.Allocate(length);
        return _integerScratch.Span[..length];
    }
}
