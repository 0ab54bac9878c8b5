using System.Diagnostics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Layer norm and RMS norm over the rows of a matrix, and their VJPs.</summary>
/// <remarks>
/// Sources: J. L. Ba, J. R. Kiros and G. E. Hinton, "Layer Normalization", arXiv:1607.06450, 2016;
/// B. Zhang and R. Sennrich, "Root Mean Square Layer Normalization", NeurIPS 2019.
/// </remarks>
/// <typeparam name="T">The element.</typeparam>
/// <typeparam name="TNorm"><see cref="Centered"/> for the first of them, <see cref="Uncentered"/> for the second.</typeparam>
internal static unsafe class NormRows<T, TNorm>
    where T : unmanaged, IFloatingPointIeee754<T>
    where TNorm : struct, INorm
{
    /// <summary>Numbers that are kept for so many rows.</summary>
    public static int ColumnsLength(int rows) => TNorm.Centers ? checked(3 * rows) : rows;

    /// <summary>Scratch that the sums of <see cref="AddVjp"/> need.</summary>
    public static int SumsLength(int rows, int width) => checked((TNorm.Centers ? 2 : 1) * RowParts.Count(rows, width) * width);

    /// <param name="x">[rows, width].</param>
    /// <param name="gain">As long as a row.</param>
    /// <param name="bias">As long as a row; empty for an uncentred norm.</param>
    /// <param name="epsilon">Added to the variance.</param>
    /// <param name="columns">Of <see cref="ColumnsLength"/>, for the VJP.</param>
    /// <param name="y">The destination.</param>
    /// <param name="threads">How many may work.</param>
    public static void Forward(ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> bias, T epsilon, Span<T> columns, Span<T> y, int threads)
    {
        if (y.IsEmpty) return;
        int width = gain.Length, rows = x.Length / width;
        Debug.Assert(x.Length == rows * width && y.Length == x.Length && columns.Length == ColumnsLength(rows) && bias.Length == (TNorm.Centers ? width : 0));
        fixed (T* px = x, pg = gain, pb = bias, pc = columns, py = y)
        {
            var set = new NormSet<T> { Rows = rows, Width = width, Gain = pg, Bias = pb, X = px, Y = py, Columns = pc };
            RowParts.Run(new NormForward<T, TNorm>(set, epsilon), rows, width, threads);
        }
    }

    /// <param name="dy">The upstream gradient.</param>
    /// <param name="x">[rows, width].</param>
    /// <param name="gain">As long as a row.</param>
    /// <param name="columns">As the forward pass left them.</param>
    /// <param name="dx">Added to; empty if it is not wanted.</param>
    /// <param name="dGain">Added to; empty if it is not wanted.</param>
    /// <param name="dBias">Added to; empty if it is not wanted.</param>
    /// <param name="sums">Scratch of <see cref="SumsLength"/>.</param>
    /// <param name="threads">How many may work.</param>
    public static void AddVjp(
        ReadOnlySpan<T> dy, ReadOnlySpan<T> x, ReadOnlySpan<T> gain, ReadOnlySpan<T> columns,
        Span<T> dx, Span<T> dGain, Span<T> dBias, Span<T> sums, int threads)
    {
        if (dy.IsEmpty) return;
        int width = gain.Length, rows = x.Length / width, parts = RowParts.Count(rows, width);
        bool wantsSums = !dGain.IsEmpty || !dBias.IsEmpty;
        Debug.Assert(x.Length == rows * width && dy.Length == x.Length && columns.Length == ColumnsLength(rows) && sums.Length == SumsLength(rows, width));
        fixed (T* pdy = dy, px = x, pg = gain, pc = columns, pdx = dx, ps = sums)
        {
            var set = new NormSet<T> { Rows = rows, Width = width, Gain = pg, X = px, Y = pdy, Columns = pc };
            RowParts.Run(new NormVjp<T, TNorm>(set, pdx, wantsSums ? ps : null, parts), rows, width, threads);
        }

        // The parts' sums in their order, so that the bits do not depend on who was first.
        fixed (T* ps = sums, pGain = dGain, pBias = dBias)
        {
            if (pGain != null) ColumnFold.Run<T, SumFold>(ps, width, parts, width, pGain, accumulate: true);
            if (pBias != null) ColumnFold.Run<T, SumFold>(ps + (nint)parts * width, width, parts, width, pBias, accumulate: true);
        }
    }
}
