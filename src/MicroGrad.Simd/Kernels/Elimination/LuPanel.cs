namespace MicroGrad.Simd.Kernels;

/// <summary>LU factors of a few columns, in place, with partial pivoting.</summary>
internal static unsafe class LuPanel
{
    /// <summary>pivots[k] = the row that row k was exchanged with.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Factor<T>(T* a, nint stride, nint rows, nint columns, T* pivots) where T : unmanaged, IFloatingPointIeee754<T>
    {
        for (nint k = 0; k < columns; k++)
        {
            T* row = a + k * stride;
            nint pivot = LargestFrom(a + k, stride, rows, k);
            pivots[k] = T.CreateTruncating(pivot);
            if (pivot != k)
            {
                T* other = a + pivot * stride;
                for (nint j = 0; j < columns; j++) (row[j], other[j]) = (other[j], row[j]);
            }

            if (row[k] == T.Zero) continue;
            for (nint i = k + 1; i < rows; i++)
            {
                T* below = a + i * stride;
                T factor = below[k] /= row[k];
                for (nint j = k + 1; j < columns; j++) below[j] = T.MultiplyAddEstimate(-factor, row[j], below[j]);
            }
        }
    }

    // NaN is larger than any number, so that it is not lost.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint LargestFrom<T>(T* column, nint stride, nint rows, nint from) where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint place = from;
        T largest = T.Abs(column[from * stride]);
        for (nint i = from + 1; i < rows; i++)
        {
            T size = T.Abs(column[i * stride]);
            if (size <= largest || T.IsNaN(largest)) continue;
            largest = size;
            place = i;
        }

        return place;
    }
}
