namespace MicroGrad.Simd;

/// <summary>True or false for every element of a shape, as comparisons yield it: a tensor of ones and zeros that has no gradient.</summary>
/// <typeparam name="T">The element type of what was compared.</typeparam>
public readonly struct Mask<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly Tensor<T> _bits;

    internal Mask(Tensor<T> bits) => _bits = bits;

    /// <summary>The extents.</summary>
    public Shape Shape => _bits.Shape;

    /// <summary>How many elements are true.</summary>
    public int Count
    {
        get
        {
            int count = 0;
            foreach (T bit in _bits.Data)
                if (bit != T.Zero) count++;
            return count;
        }
    }

    /// <summary>The element with a row-major number.</summary>
    /// <exception cref="IndexOutOfRangeException">There is no such element.</exception>
    public bool this[int element] => _bits.Data[element] != T.Zero;

    /// <summary>1 for true and 0 for false, without gradient.</summary>
    public Tensor<T> ToTensor() => _bits;

    /// <summary>Whether every element is true. Of nothing it is true.</summary>
    public bool All() => Count == Shape.ElementCount;

    /// <summary>Whether any element is true. Of nothing it is false.</summary>
    public bool Any() => Count > 0;

    /// <summary>Whether every element along some axes is true. Of nothing it is true.</summary>
    /// <param name="axes">Each counted from 0, or from the end where negative.</param>
    /// <param name="keepAxis">Leave the axes in place with extent 1, so that the result broadcasts back.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such axis.</exception>
    /// <exception cref="ArgumentException">An axis is named twice.</exception>
    public Mask<T> All(ReadOnlySpan<int> axes, bool keepAxis = false) => !(!this).Any(axes, keepAxis);

    /// <summary>Whether any element along some axes is true. Of nothing it is false.</summary>
    /// <inheritdoc cref="All(ReadOnlySpan{int}, bool)"/>
    public Mask<T> Any(ReadOnlySpan<int> axes, bool keepAxis = false) => _bits.Sum(axes, keepAxis) > T.Zero;

    /// <summary>Both; the shapes broadcast.</summary>
    public static Mask<T> operator &(Mask<T> a, Mask<T> b) => new(a._bits * b._bits);

    /// <summary>Either or both; the shapes broadcast.</summary>
    public static Mask<T> operator |(Mask<T> a, Mask<T> b) => new(a._bits.Maximum(b._bits));

    /// <summary>Either and not both; the shapes broadcast.</summary>
    public static Mask<T> operator ^(Mask<T> a, Mask<T> b) => a._bits.NotEqualTo(b._bits);

    /// <summary>The contrary.</summary>
    public static Mask<T> operator !(Mask<T> mask) => new(T.One - mask._bits);

    /// <summary>The shape, and how many elements are true.</summary>
    public override string ToString() => $"Mask {Shape}, {Count} true";
}
