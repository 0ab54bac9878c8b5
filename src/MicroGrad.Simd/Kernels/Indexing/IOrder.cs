namespace MicroGrad.Simd.Kernels;

/// <summary>Which of two numbers comes first. NaN counts as above all, and 0 and −0 as equal.</summary>
internal interface IOrder
{
    /// <summary>Whether the largest come first, NaN before them.</summary>
    static abstract bool Descends { get; }

    static abstract bool Precedes<T>(T x, T y) where T : IFloatingPointIeee754<T>;

    /// <summary>Whether any of some numbers may precede a bound; false only where none does.</summary>
    static abstract bool AnyMayPrecede<T>(Vector<T> x, Vector<T> bound) where T : IFloatingPointIeee754<T>;
}

internal readonly struct Ascending : IOrder
{
    public static bool Descends => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Precedes<T>(T x, T y) where T : IFloatingPointIeee754<T> => x < y || (T.IsNaN(y) && !T.IsNaN(x));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyMayPrecede<T>(Vector<T> x, Vector<T> bound) where T : IFloatingPointIeee754<T> =>
        !Vector.GreaterThanOrEqualAll(x, bound);
}

internal readonly struct Descending : IOrder
{
    public static bool Descends => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Precedes<T>(T x, T y) where T : IFloatingPointIeee754<T> => Ascending.Precedes(y, x);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool AnyMayPrecede<T>(Vector<T> x, Vector<T> bound) where T : IFloatingPointIeee754<T> =>
        !Vector.LessThanOrEqualAll(x, bound);
}
