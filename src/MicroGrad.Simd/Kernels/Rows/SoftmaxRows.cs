using System.Diagnostics;
using System.Numerics.Tensors;

namespace MicroGrad.Simd.Kernels;

/// <summary>Softmax and its kin over the rows of a matrix, each row shifted by its maximum so that no exponential overflows.</summary>
/// <remarks>NaN in a row makes all of the row NaN, and so does ∞ or a row that is −∞ everywhere; only ln Σ e^x has those as limits.</remarks>
internal static unsafe class SoftmaxRows
{
    /// <summary>y = softmax x.</summary>
    public static void Softmax<T>(ReadOnlySpan<T> x, int width, Span<T> y, int threads) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run<T, SoftmaxKernel>(x, [], y, width, threads);

    /// <summary>y = ln softmax x.</summary>
    public static void LogSoftmax<T>(ReadOnlySpan<T> x, int width, Span<T> y, int threads) where T : unmanaged, IFloatingPointIeee754<T> =>
        Run<T, LogSoftmaxKernel>(x, [], y, width, threads);

    /// <summary>dx += y (dy − Σ dy y), row by row.</summary>
    public static void AddSoftmaxVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> y, int width, Span<T> dx, int threads)
        where T : unmanaged, IFloatingPointIeee754<T> => Run<T, SoftmaxVjp>(dy, y, dx, width, threads);

    /// <summary>dx += dy − e^y Σ dy, row by row.</summary>
    public static void AddLogSoftmaxVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> y, int width, Span<T> dx, int threads)
        where T : unmanaged, IFloatingPointIeee754<T> => Run<T, LogSoftmaxVjp>(dy, y, dx, width, threads);

    /// <summary>y = ln Σ e^x, one number for each row.</summary>
    /// <param name="x">As many rows as y has elements.</param>
    /// <param name="width">Elements in a row; a row without any gives −∞.</param>
    /// <param name="columns">Two numbers for each row, for the VJP.</param>
    /// <param name="y">The destination.</param>
    /// <param name="threads">How many may work.</param>
    public static void LogSumExp<T>(ReadOnlySpan<T> x, int width, Span<T> columns, Span<T> y, int threads) where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert((long)y.Length * width == x.Length && columns.Length == 2 * y.Length);
        fixed (T* px = x, pc = columns)
            RowSweep.Run<T, LogSumExpKernel>(new RowSet<T> { X = px, C0 = pc, C1 = pc + y.Length }, y.Length, width, threads);
        TensorPrimitives.Add<T>(columns[..y.Length], columns[y.Length..], y);
    }

    /// <summary>dx += dy softmax x, row by row.</summary>
    public static void AddLogSumExpVjp<T>(ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> columns, int width, Span<T> dx, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        Debug.Assert((long)dy.Length * width == x.Length && dx.Length == x.Length && columns.Length == 2 * dy.Length);
        fixed (T* pdy = dy, px = x, pc = columns, pdx = dx)
            RowSweep.Run<T, LogSumExpVjp>(new RowSet<T> { X = px, Y = pdx, C0 = pc, C1 = pc + dy.Length, C2 = pdy }, dy.Length, width, threads);
    }

    private static void Run<T, TKernel>(ReadOnlySpan<T> x, ReadOnlySpan<T> other, Span<T> y, int width, int threads)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TKernel : struct, IRowKernel
    {
        Debug.Assert(x.Length == y.Length && (y.IsEmpty || y.Length % width == 0), "Spans are of equal length and hold whole rows.");
        if (y.IsEmpty) return;
        fixed (T* px = x, po = other, py = y)
            RowSweep.Run<T, TKernel>(new RowSet<T> { X = px, Other = po, Y = py }, y.Length / width, width, threads);
    }
}
