namespace MicroGrad.Simd.Kernels;

/// <summary>Matrices as spans, for <see cref="MatrixProduct{T}"/>.</summary>
internal static unsafe class Matrix
{
    /// <summary>The rows of a matrix with what lies between them.</summary>
    public static Span<T> Span<T>(T* start, int rows, int columns, int stride) where T : unmanaged =>
        rows == 0 || columns == 0 ? [] : new(start, checked((rows - 1) * stride + columns));
}
