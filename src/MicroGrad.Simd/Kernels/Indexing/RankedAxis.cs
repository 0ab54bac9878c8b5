using System.Runtime.InteropServices;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Kernels;

/// <summary>A <see cref="Ranking"/> of every line along an axis.</summary>
internal static class RankedAxis
{
    /// <summary>How many integers of scratch it needs: for a line, its places and what ranking it takes.</summary>
    public static int ScratchLength<T>(int extent, int count) where T : unmanaged => Words<T>(extent) + count + Ranking.ScratchLength<T>(extent);

    /// <summary>places[o, i, j] = where the i-th of the line (o, j) stands, for the first so many.</summary>
    public static void Run<T, TOrder>(ReadOnlySpan<T> x, AxisBlocks blocks, int count, Span<int> places, Span<int> scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IOrder
    {
        if (places.IsEmpty) return;
        Span<T> line = MemoryMarshal.Cast<int, T>(scratch)[..blocks.Extent];
        scratch = scratch[Words<T>(blocks.Extent)..];
        Span<int> linePlaces = scratch[^count..], free = scratch[..^count];
        for (int outer = 0; outer < blocks.Outer; outer++)
        {
            ReadOnlySpan<T> from = x.Slice(outer * blocks.Block, blocks.Block);
            Span<int> to = places.Slice(outer * count * blocks.Inner, count * blocks.Inner);
            if (blocks.Inner == 1)
            {
                Ranking.Run<T, TOrder>(from, to, free);
                continue;
            }

            for (int j = 0; j < blocks.Inner; j++)
            {
                for (int i = 0; i < line.Length; i++) line[i] = from[i * blocks.Inner + j];
                Ranking.Run<T, TOrder>(line, linePlaces, free);
                for (int i = 0; i < count; i++) to[i * blocks.Inner + j] = linePlaces[i];
            }
        }
    }

    // An even number of integers, so that what follows is aligned for doubles.
    private static int Words<T>(int extent) where T : unmanaged => (extent * Unsafe.SizeOf<T>() + sizeof(long) - 1) / sizeof(long) * 2;
}
