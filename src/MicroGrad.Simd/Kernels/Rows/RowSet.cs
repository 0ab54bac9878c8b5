namespace MicroGrad.Simd.Kernels;

/// <summary>Where the operands of a kernel on rows start.</summary>
internal unsafe struct RowSet<T>
    where T : unmanaged
{
    /// <summary>Rows to read.</summary>
    public T* X, Other;

    /// <summary>Rows to write or to add to.</summary>
    public T* Y;

    /// <summary>One number for each row.</summary>
    public T* C0, C1, C2;

    /// <summary>The operands from another row on.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly RowSet<T> At(nint row, nint width) => new()
    {
        X = X + row * width, Other = Other + row * width, Y = Y + row * width, C0 = C0 + row, C1 = C1 + row, C2 = C2 + row,
    };
}
