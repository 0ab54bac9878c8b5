using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>y = M·x, plus y itself when told: one pass over M in the order it lies in memory.</summary>
internal static unsafe class MatrixVector<T>
    where T : unmanaged, INumberBase<T>
{
    // M lies row by row (rowsContiguous) or column by column; scratch has room for the vector that is read or written whole.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(bool rowsContiguous, int rows, int columns,
        StridedMatrix<T> matrix, T* x, nint xStride, T* y, nint yStride, bool accumulate, T* scratch)
    {
        if (rowsContiguous)
        {
            if (xStride != 1)
            {
                for (int p = 0; p < columns; p++)
                    scratch[p] = x[p * xStride];
                x = scratch;
            }

            Dots(rows, columns, matrix, x, y, yStride, accumulate);
            return;
        }

        T* sum = yStride == 1 ? y : scratch;
        if (!accumulate || sum == scratch)
            new Span<T>(sum, rows).Clear();
        AddColumns(rows, columns, matrix, x, xStride, sum);
        if (sum == y)
            return;

        for (int i = 0; i < rows; i++)
            y[i * yStride] = accumulate ? y[i * yStride] + sum[i] : sum[i];
    }

    private static void Dots(int rows, int columns, StridedMatrix<T> matrix, T* x, T* y, nint yStride, bool accumulate)
    {
        if (Vector512.IsHardwareAccelerated && columns >= Vector512<T>.Count)
            Dots<Vector512<T>, Lanes512<T>>(rows, columns, matrix, x, y, yStride, accumulate);
        else if (Vector256.IsHardwareAccelerated && columns >= Vector256<T>.Count)
            Dots<Vector256<T>, Lanes256<T>>(rows, columns, matrix, x, y, yStride, accumulate);
        else
            Dots<Vector128<T>, Lanes128<T>>(rows, columns, matrix, x, y, yStride, accumulate);
    }

    // Four rows at a time: x is loaded once for all of them, and their sums are chains that do not wait for each other.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Dots<TVector, TLanes>(int rows, int columns, StridedMatrix<T> matrix, T* x, T* y, nint yStride, bool accumulate)
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        int whole = columns - columns % TLanes.Count, i = 0;
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

            Put(dot0, y + i * yStride, accumulate);
            Put(dot1, y + (i + 1) * yStride, accumulate);
            Put(dot2, y + (i + 2) * yStride, accumulate);
            Put(dot3, y + (i + 3) * yStride, accumulate);
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
            Put(dot, y + i * yStride, accumulate);
        }
    }

    // Inlined: across a call no vector register survives on Linux, and the loop above would keep its sums on the stack.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(T sum, T* target, bool accumulate) => *target = accumulate ? *target + sum : sum;

    private static void AddColumns(int rows, int columns, StridedMatrix<T> matrix, T* x, nint xStride, T* y)
    {
        if (Vector512.IsHardwareAccelerated && rows >= Vector512<T>.Count)
            AddColumns<Vector512<T>, Lanes512<T>>(rows, columns, matrix, x, xStride, y);
        else if (Vector256.IsHardwareAccelerated && rows >= Vector256<T>.Count)
            AddColumns<Vector256<T>, Lanes256<T>>(rows, columns, matrix, x, xStride, y);
        else
            AddColumns<Vector128<T>, Lanes128<T>>(rows, columns, matrix, x, xStride, y);
    }

    // Four columns at a time quarter the traffic on y; each column is read as one long run.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddColumns<TVector, TLanes>(int rows, int columns, StridedMatrix<T> matrix, T* x, nint xStride, T* y)
        where TVector : struct
        where TLanes : ILanes<T, TVector>
    {
        int whole = rows - rows % TLanes.Count, p = 0;
        for (; p + 4 <= columns; p += 4)
        {
            T* column0 = matrix.At(0, p), column1 = matrix.At(0, p + 1), column2 = matrix.At(0, p + 2), column3 = matrix.At(0, p + 3);
            T x0 = x[p * xStride], x1 = x[(p + 1) * xStride], x2 = x[(p + 2) * xStride], x3 = x[(p + 3) * xStride];
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
                y[i] += column0[i] * x0 + column1[i] * x1 + column2[i] * x2 + column3[i] * x3;
        }

        for (; p < columns; p++)
        {
            T* column = matrix.At(0, p);
            T xp = x[p * xStride];
            TVector xs = TLanes.Broadcast(xp);
            nint i = 0;
            for (; i < whole; i += TLanes.Count)
            {
                TVector sum = TLanes.Load(y + i);
                TLanes.AddProduct(ref sum, TLanes.Load(column + i), xs);
                TLanes.Store(sum, y + i);
            }

            for (; i < rows; i++)
                y[i] += column[i] * xp;
        }
    }
}
