namespace MicroGrad.Simd.Kernels;

/// <summary>A few narrow rows transposed, so that each lane of a vector holds an element of another row.</summary>
internal static unsafe class RowTile<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    /// <summary>tile = rowsᵀ; lanes without a row keep their rubbish, which no other lane sees.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Load(T* rows, nint width, nint count, T* tile)
    {
        for (T* end = rows + width; rows < end; rows++, tile += TLanes.Count)
        {
            T* from = rows;
            nint lane = 0;
            for (; lane <= count - 4; lane += 4, from += 4 * width)
            {
                tile[lane] = from[0];
                tile[lane + 1] = from[width];
                tile[lane + 2] = from[2 * width];
                tile[lane + 3] = from[3 * width];
            }

            for (; lane < count; lane++, from += width) tile[lane] = *from;
        }
    }

    /// <summary>rows = tileᵀ.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Store(T* tile, nint width, nint count, T* rows)
    {
        for (T* end = rows + width; rows < end; rows++, tile += TLanes.Count)
        {
            T* to = rows;
            nint lane = 0;
            for (; lane <= count - 4; lane += 4, to += 4 * width)
            {
                to[0] = tile[lane];
                to[width] = tile[lane + 1];
                to[2 * width] = tile[lane + 2];
                to[3 * width] = tile[lane + 3];
            }

            for (; lane < count; lane++, to += width) *to = tile[lane];
        }
    }
}
