namespace MicroGrad.Simd.Kernels;

/// <summary>A <see cref="Combination{T}"/> in pinned memory: C = Alpha·A·B + Beta·D, where D is C itself, one row at stride 0, or null.</summary>
internal readonly unsafe struct Addend<T>(T alpha, T beta, T* start, nint stride)
    where T : unmanaged, INumberBase<T>
{
    public readonly T Alpha = alpha;
    public readonly T Beta = beta;
    public readonly T* Start = start;
    public readonly nint Stride = stride;

    public static Addend<T> None => new(T.One, T.Zero, null, 0);

    /// <summary>Nothing is added and nothing scaled: the product is stored as it comes.</summary>
    public bool IsNone => Start == null && Alpha == T.One;

    /// <summary>The same for the result without its first rows and columns.</summary>
    public Addend<T> From(nint row, nint column) => Start == null ? this : new(Alpha, Beta, Start + row * Stride + column, Stride);

    /// <summary>The same product once more, on top of what is already in C.</summary>
    public Addend<T> Onto(in ResultBlock<T> c) => new(Alpha, T.One, c.Start, c.Stride);

    /// <summary>The element of C that comes from this element of the product and from <paramref name="d"/>, which points into D.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Combine(T product, T* d) => IsNone ? product : T.MultiplyAddEstimate(product, Alpha, Start == null ? T.Zero : Beta * *d);
}
