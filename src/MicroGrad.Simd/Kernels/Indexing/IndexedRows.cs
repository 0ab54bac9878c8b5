using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Kernels;

/// <summary>Whole slices of an array, chosen by their index along one axis: copied out, or added to.</summary>
internal static unsafe class IndexedRows
{
    /// <summary>y[o, i, j] = x[o, indices[i], j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Copy<T>(ReadOnlySpan<T> x, AxisBlocks blocks, ReadOnlySpan<int> indices, Span<T> y) where T : unmanaged
    {
        if (y.IsEmpty) return;
        fixed (T* px = x, py = y)
        {
            T* from = px, to = py;
            for (int outer = 0; outer < blocks.Outer; outer++, from += blocks.Block)
                for (int i = 0; i < indices.Length; i++, to += blocks.Inner)
                {
                    if (blocks.Inner == 1) *to = from[indices[i]];
                    else new ReadOnlySpan<T>(from + (nint)indices[i] * blocks.Inner, blocks.Inner).CopyTo(new(to, blocks.Inner));
                }
        }
    }

    /// <summary>dx[o, indices[i], j] += dy[o, i, j], in order, but for the indices to be skipped.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(ReadOnlySpan<T> dy, AxisBlocks blocks, ReadOnlySpan<int> indices, int skipped, Span<T> dx)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (dy.IsEmpty) return;
        fixed (T* pdy = dy, pdx = dx)
        {
            T* from = pdy, to = pdx;
            for (int outer = 0; outer < blocks.Outer; outer++, to += blocks.Block)
                for (int i = 0; i < indices.Length; i++, from += blocks.Inner)
                {
                    if (indices[i] == skipped) continue;
                    if (blocks.Inner == 1) to[indices[i]] += *from;
                    else RowSpread.AddRows(from, 0, 1, blocks.Inner, to + (nint)indices[i] * blocks.Inner, 0);
                }
        }
    }
}
