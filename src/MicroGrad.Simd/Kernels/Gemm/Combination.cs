namespace MicroGrad.Simd.Kernels;

/// <summary>What a product becomes: C = Alpha·A·B + Beta·C, or + one row that is added to every row.</summary>
internal readonly ref struct Combination<T>
    where T : unmanaged, INumberBase<T>
{
    private Combination(T alpha, T beta, ReadOnlySpan<T> row)
    {
        Alpha = alpha;
        Beta = beta;
        Row = row;
    }

    /// <summary>C = A·B.</summary>
    public static Combination<T> Overwrite => new(T.One, T.Zero, default);

    /// <summary>C = A·B + C.</summary>
    public static Combination<T> Accumulate => new(T.One, T.One, default);

    public T Alpha { get; }

    /// <summary>When zero, C is not read: it may hold anything.</summary>
    public T Beta { get; }

    /// <summary>Added to every row of the product instead of C; empty for none.</summary>
    public ReadOnlySpan<T> Row { get; }

    /// <summary>C = alpha·A·B + beta·C.</summary>
    public static Combination<T> Scaled(T alpha, T beta) => new(alpha, beta, default);

    /// <summary>C = A·B + row, as a layer adds its bias.</summary>
    /// <param name="row">n elements.</param>
    public static Combination<T> PlusRow(ReadOnlySpan<T> row) => new(T.One, T.Zero, row);
}
