using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Matrix times vector where a column fills no more than one vector.</summary>
/// <remarks>
/// A vector that starts at a column reaches past its end, mostly into the next column; those lanes are summed too and then forgotten.
/// Only at the end of the matrix, where there may be nothing behind, are elements taken one by one.
/// </remarks>
internal static unsafe class ShortColumnSums<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>y += Alpha·M·x, where the columns of M and y are contiguous.</summary>
    public static void Run(int rows, int columns, StridedMatrix<T> matrix, T* x, nint xStride, T alpha, T* y)
    {
        if (Vector512.IsHardwareAccelerated && rows > Vector256<T>.Count)
            Run<Vector512<T>, Lanes512<T>>(rows, columns, matrix, x, xStride, alpha, y);
        else if (Vector256.IsHardwareAccelerated && rows > Vector128<T>.Count)
            Run<Vector256<T>, Lanes256<T>>(rows, columns, matrix, x, xStride, alpha, y);
        else
            Run<Vector128<T>, Lanes128<T>>(rows, columns, matrix, x, xStride, alpha, y);
    }

    // Four chains of sums, so that none waits for the one before.
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    private static void Run<TVector, TLanes>(int rows, int columns, StridedMatrix<T> matrix, T* x, nint xStride, T alpha, T* y)
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        nint stride = matrix.ColumnStride, room = (columns - 1) * stride + rows - TLanes.Count;
        nint whole = room < 0 ? 0 : Math.Min(columns, room / stride + 1), p = 0;
        T* column = matrix.Start;
        TVector sum0 = TLanes.Zero, sum1 = TLanes.Zero, sum2 = TLanes.Zero, sum3 = TLanes.Zero;
        for (; p + 4 <= whole; p += 4, column += 4 * stride, x += 4 * xStride)
        {
            TLanes.AddProduct(ref sum0, TLanes.Load(column), TLanes.Broadcast(x[0]));
            TLanes.AddProduct(ref sum1, TLanes.Load(column + stride), TLanes.Broadcast(x[xStride]));
            TLanes.AddProduct(ref sum2, TLanes.Load(column + 2 * stride), TLanes.Broadcast(x[2 * xStride]));
            TLanes.AddProduct(ref sum3, TLanes.Load(column + 3 * stride), TLanes.Broadcast(x[3 * xStride]));
        }

        for (; p < whole; p++, column += stride, x += xStride)
            TLanes.AddProduct(ref sum0, TLanes.Load(column), TLanes.Broadcast(*x));

        T* sums = stackalloc T[TLanes.Count];
        TLanes.Store(TLanes.Add(TLanes.Add(sum0, sum1), TLanes.Add(sum2, sum3)), sums);
        for (; p < columns; p++, column += stride, x += xStride)
            for (int i = 0; i < rows; i++)
                sums[i] = T.MultiplyAddEstimate(column[i], *x, sums[i]);

        for (int i = 0; i < rows; i++)
            y[i] = T.MultiplyAddEstimate(sums[i], alpha, y[i]);
    }
}
