using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Matrix times vector by one dot product for each row.</summary>
internal static unsafe class RowDots<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>y = Alpha·M·x + Beta·d, where the rows of M and x are contiguous.</summary>
    public static void Run(int rows, int columns, StridedMatrix<T> matrix, T* x, T* y, nint yStride, in Addend<T> addend, T* d, nint dStride)
    {
        if (Vector512.IsHardwareAccelerated && columns >= Vector512<T>.Count)
            Run<Vector512<T>, Lanes512<T>>(rows, columns, matrix, x, y, yStride, addend, d, dStride);
        else if (Vector256.IsHardwareAccelerated && columns >= Vector256<T>.Count)
            Run<Vector256<T>, Lanes256<T>>(rows, columns, matrix, x, y, yStride, addend, d, dStride);
        else
            Run<Vector128<T>, Lanes128<T>>(rows, columns, matrix, x, y, yStride, addend, d, dStride);
    }

    // Four rows at a time: x is loaded once for all of them, and their sums are chains that do not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TVector, TLanes>(int rows, int columns, StridedMatrix<T> matrix, T* x, T* y, nint yStride, in Addend<T> addend, T* d, nint dStride)
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        nint i = 0, whole = columns - columns % TLanes.Count;
        for (; i + 4 <= rows; i += 4)
        {
            T* row0 = matrix.At(i, 0), row1 = matrix.At(i + 1, 0), row2 = matrix.At(i + 2, 0), row3 = matrix.At(i + 3, 0);
            TVector sum0 = TLanes.Zero, sum1 = TLanes.Zero, sum2 = TLanes.Zero, sum3 = TLanes.Zero;
            for (nint p = 0; p < whole; p += TLanes.Count)
            {
                TVector xs = TLanes.Load(x + p);
                TLanes.AddProduct(ref sum0, TLanes.Load(row0 + p), xs);
                TLanes.AddProduct(ref sum1, TLanes.Load(row1 + p), xs);
                TLanes.AddProduct(ref sum2, TLanes.Load(row2 + p), xs);
                TLanes.AddProduct(ref sum3, TLanes.Load(row3 + p), xs);
            }

            T dot0 = TLanes.Sum(sum0), dot1 = TLanes.Sum(sum1), dot2 = TLanes.Sum(sum2), dot3 = TLanes.Sum(sum3);
            for (nint p = whole; p < columns; p++)
            {
                dot0 += row0[p] * x[p];
                dot1 += row1[p] * x[p];
                dot2 += row2[p] * x[p];
                dot3 += row3[p] * x[p];
            }

            y[i * yStride] = addend.Combine(dot0, d + i * dStride);
            y[(i + 1) * yStride] = addend.Combine(dot1, d + (i + 1) * dStride);
            y[(i + 2) * yStride] = addend.Combine(dot2, d + (i + 2) * dStride);
            y[(i + 3) * yStride] = addend.Combine(dot3, d + (i + 3) * dStride);
        }

        for (; i < rows; i++)
        {
            T* row = matrix.At(i, 0);
            TVector sum = TLanes.Zero;
            for (nint p = 0; p < whole; p += TLanes.Count)
                TLanes.AddProduct(ref sum, TLanes.Load(row + p), TLanes.Load(x + p));
            T dot = TLanes.Sum(sum);
            for (nint p = whole; p < columns; p++)
                dot += row[p] * x[p];
            y[i * yStride] = addend.Combine(dot, d + i * dStride);
        }
    }
}
