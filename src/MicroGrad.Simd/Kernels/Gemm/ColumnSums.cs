using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Matrix times vector by adding up the columns, each times its element.</summary>
internal static unsafe class ColumnSums<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>y += Alpha·M·x, where the columns of M and y are contiguous.</summary>
    public static void Run(int rows, int columns, StridedMatrix<T> matrix, T* x, nint xStride, T alpha, T* y)
    {
        if (Vector512.IsHardwareAccelerated && rows >= Vector512<T>.Count)
            Run<Vector512<T>, Lanes512<T>>(rows, columns, matrix, x, xStride, alpha, y);
        else if (Vector256.IsHardwareAccelerated && rows >= Vector256<T>.Count)
            Run<Vector256<T>, Lanes256<T>>(rows, columns, matrix, x, xStride, alpha, y);
        else
            Run<Vector128<T>, Lanes128<T>>(rows, columns, matrix, x, xStride, alpha, y);
    }

    // Each sum is one chain of multiply-adds in the order of the columns, so that it is the same in whichever vector, or in none.
    // Four columns at a time quarter the traffic on y; each column is read as one long run.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<TVector, TLanes>(int rows, int columns, StridedMatrix<T> matrix, T* x, nint xStride, T alpha, T* y)
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        nint p = 0, whole = rows - rows % TLanes.Count;
        for (; p + 4 <= columns; p += 4)
        {
            T* column0 = matrix.At(0, p), column1 = matrix.At(0, p + 1), column2 = matrix.At(0, p + 2), column3 = matrix.At(0, p + 3);
            T x0 = alpha * x[p * xStride], x1 = alpha * x[(p + 1) * xStride], x2 = alpha * x[(p + 2) * xStride], x3 = alpha * x[(p + 3) * xStride];
            TVector x0s = TLanes.Broadcast(x0), x1s = TLanes.Broadcast(x1), x2s = TLanes.Broadcast(x2), x3s = TLanes.Broadcast(x3);
            nint i = 0;
            for (; i < whole; i += TLanes.Count)
            {
                TVector sum = TLanes.Load(y + i);
                TLanes.AddProduct(ref sum, TLanes.Load(column0 + i), x0s);
                TLanes.AddProduct(ref sum, TLanes.Load(column1 + i), x1s);
                TLanes.AddProduct(ref sum, TLanes.Load(column2 + i), x2s);
                TLanes.AddProduct(ref sum, TLanes.Load(column3 + i), x3s);
                TLanes.Store(sum, y + i);
            }

            for (; i < rows; i++)
            {
                T sum = T.MultiplyAddEstimate(column1[i], x1, T.MultiplyAddEstimate(column0[i], x0, y[i]));
                y[i] = T.MultiplyAddEstimate(column3[i], x3, T.MultiplyAddEstimate(column2[i], x2, sum));
            }
        }

        for (; p < columns; p++)
        {
            T* column = matrix.At(0, p);
            T xp = alpha * x[p * xStride];
            TVector xs = TLanes.Broadcast(xp);
            nint i = 0;
            for (; i < whole; i += TLanes.Count)
            {
                TVector sum = TLanes.Load(y + i);
                TLanes.AddProduct(ref sum, TLanes.Load(column + i), xs);
                TLanes.Store(sum, y + i);
            }

            for (; i < rows; i++)
                y[i] = T.MultiplyAddEstimate(column[i], xp, y[i]);
        }
    }
}
