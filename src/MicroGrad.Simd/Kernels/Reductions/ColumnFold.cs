using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Folds the columns of a matrix to one row.</summary>
/// <remarks>
/// Rows go down four at a time, as (x₀ ∘ x₁) ∘ (x₂ ∘ x₃), and many rows are folded in halves (see <see cref="RowFold"/>). A column is folded
/// in the same order wherever it stands.
/// </remarks>
internal static unsafe class ColumnFold
{
    private const int MostRows = 256, TileWidth = 512, WideRows = 4, NarrowBytes = 512;

    /// <summary>totals[j] = the fold of x[i·stride + j] over all rows i, or totals[j] ∘ that fold when told to accumulate.</summary>
    [MethodImpl(Compile.Alone)]
    public static void Run<T, TFold>(T* x, nint stride, nint rows, nint width, T* totals, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold
    {
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
            RunWidest<float, TFold>((float*)x, stride, rows, width, (float*)totals, accumulate);
        else if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
            RunWidest<double, TFold>((double*)x, stride, rows, width, (double*)totals, accumulate);
        else
            Tiles<T, PlainColumns<T, TFold>>(x, stride, rows, width, totals, accumulate);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void RunWidest<T, TFold>(T* x, nint stride, nint rows, nint width, T* totals, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold
    {
        if (Vector512.IsHardwareAccelerated && width >= Vector512<T>.Count)
            Tiles<T, VectorColumns<T, Vector512<T>, Lanes512<T>, TFold>>(x, stride, rows, width, totals, accumulate);
        else if (GroupRows(width, stride) is > 1 and nint group && rows >= 4 * group)
            Narrow<T, TFold>(x, group, rows, width, totals, accumulate);
        else if (Vector256.IsHardwareAccelerated && width >= Vector256<T>.Count)
            Tiles<T, VectorColumns<T, Vector256<T>, Lanes256<T>, TFold>>(x, stride, rows, width, totals, accumulate);
        else if (width >= Vector128<T>.Count)
            Tiles<T, VectorColumns<T, Vector128<T>, Lanes128<T>, TFold>>(x, stride, rows, width, totals, accumulate);
        else
            Tiles<T, PlainColumns<T, TFold>>(x, stride, rows, width, totals, accumulate);

        static nint GroupRows(nint width, nint stride)
        {
            nint lanes = Vector512.IsHardwareAccelerated ? Vector512<T>.Count : Vector256.IsHardwareAccelerated ? Vector256<T>.Count : Vector128<T>.Count;
            return width == stride && width > 0 && width < lanes ? lanes / Math.Min(lanes, width & -width) : 1;
        }
    }

    /// <summary>Rows narrower than a vector, without gaps: as many at a time as fill whole vectors are one wide row.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Narrow<T, TFold>(T* x, nint group, nint rows, nint width, T* totals, bool accumulate)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TFold : struct, IFold
    {
        nint wide = group * width, whole = rows / group, rest = rows % group;
        T* wideTotals = stackalloc T[(int)wide];
        RunWidest<T, TFold>(x, wide, whole, wide, wideTotals, accumulate: false);
        PlainColumns<T, TFold>.Run(wideTotals, width, group, width, totals, accumulate);
        if (rest > 0) PlainColumns<T, TFold>.Run(x + whole * wide, width, rest, width, totals, accumulate: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Tiles<T, TBlock>(T* x, nint stride, nint rows, nint width, T* totals, bool accumulate)
        where T : unmanaged
        where TBlock : struct, IColumnBlock<T>
    {
        // Few rows at a time where they are wide: memory is read along all of them, and the totals stay in the first-level cache.
        int blockRows = width * sizeof(T) <= NarrowBytes ? MostRows : WideRows;
        if (rows <= MostRows)
        {
            Blocks<T, TBlock>(x, stride, rows, width, blockRows, totals, accumulate);
            return;
        }

        // No tile but one that is whole may be narrower than a vector.
        nint tile = TileWidth;
        for (; width > 0; x += tile, totals += tile, width -= tile)
        {
            if (width < 2 * TileWidth) tile = width;
            Halves<T, TBlock>(x, stride, rows, tile, blockRows, totals, accumulate);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Halves<T, TBlock>(T* x, nint stride, nint rows, nint width, int blockRows, T* totals, bool accumulate)
        where T : unmanaged
        where TBlock : struct, IColumnBlock<T>
    {
        if (rows <= MostRows)
        {
            Blocks<T, TBlock>(x, stride, rows, width, blockRows, totals, accumulate);
            return;
        }

        nint half = rows / 2;
        T* right = stackalloc T[(int)width];
        Halves<T, TBlock>(x + half * stride, stride, rows - half, width, blockRows, right, accumulate: false);
        Halves<T, TBlock>(x, stride, half, width, blockRows, totals, accumulate);
        TBlock.Run(right, width, 1, width, totals, accumulate: true);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Blocks<T, TBlock>(T* x, nint stride, nint rows, nint width, nint blockRows, T* totals, bool accumulate)
        where T : unmanaged
        where TBlock : struct, IColumnBlock<T>
    {
        for (; rows > blockRows; x += blockRows * stride, rows -= blockRows, accumulate = true)
            TBlock.Run(x, stride, blockRows, width, totals, accumulate);
        TBlock.Run(x, stride, rows, width, totals, accumulate);
    }
}
