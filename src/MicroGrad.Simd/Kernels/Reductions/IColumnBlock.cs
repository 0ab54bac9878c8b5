namespace MicroGrad.Simd.Kernels;

/// <summary>The loop of <see cref="ColumnFold"/> over so few rows that they are folded one after the other.</summary>
internal unsafe interface IColumnBlock<T>
    where T : unmanaged
{
    /// <inheritdoc cref="ColumnFold.Run"/>
    static abstract void Run(T* x, nint stride, nint rows, nint width, T* totals, bool accumulate);
}
