namespace MicroGrad.Simd.Kernels;

/// <summary>Where the operands of a norm over rows start, and what it keeps of each row.</summary>
internal unsafe struct NormSet<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    public int Rows, Width;

    /// <summary>One row of factors and one of summands for all rows.</summary>
    public T* Gain, Bias;

    public T* X;

    /// <summary>The result, or the upstream gradient.</summary>
    public T* Y;

    /// <summary>What is kept of all rows: three columns, of which an uncentred norm has the first alone.</summary>
    public T* Columns;

    /// <summary>1 / √(variance + ε).</summary>
    public readonly T* Scale => Columns;

    public readonly T* Mean => Columns + Rows;

    /// <summary>What the mean lost by rounding; not small beside the deviations where the mean is large.</summary>
    public readonly T* Rest => Columns + 2 * (nint)Rows;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly Standardized<T, TVector, TLanes, TNorm> Standard<TVector, TLanes, TNorm>(nint row)
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TNorm : struct, INorm =>
        TNorm.Centers ? new(Scale[row], Mean[row], Rest[row]) : new(Scale[row], T.Zero, T.Zero);

    /// <summary>One element, less its row's mean and times its scale.</summary>
    public readonly T Standardize<TNorm>(nint row, nint column) where TNorm : struct, INorm
    {
        T x = X[row * Width + column];
        if (TNorm.Centers) x = x - Mean[row] - Rest[row];
        return x * Scale[row];
    }
}
