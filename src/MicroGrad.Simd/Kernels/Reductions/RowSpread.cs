using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Adds numbers or rows to the rows of a matrix: what <see cref="RowFold"/> and <see cref="ColumnFold"/> are the adjoints of for sums.</summary>
internal static unsafe class RowSpread
{
    /// <summary>dx[i·dxStride + j] += dy[i·dyStride] for every row i and all j below the width.</summary>
    public static void AddNumbers<T>(T* dy, nint dyStride, nint rows, nint width, T* dx, nint dxStride) where T : unmanaged, IFloatingPointIeee754<T> =>
        Add<T, OneNumber>(dy, dyStride, rows, width, dx, dxStride);

    /// <summary>dx[i·dxStride + j] += dy[i·dyStride + j] for every row i and all j below the width.</summary>
    public static void AddRows<T>(T* dy, nint dyStride, nint rows, nint width, T* dx, nint dxStride) where T : unmanaged, IFloatingPointIeee754<T> =>
        Add<T, NumberPerColumn>(dy, dyStride, rows, width, dx, dxStride);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<T, TSource>(T* dy, nint dyStride, nint rows, nint width, T* dx, nint dxStride)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
            AddWidest<float, TSource>((float*)dy, dyStride, rows, width, (float*)dx, dxStride);
        else if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
            AddWidest<double, TSource>((double*)dy, dyStride, rows, width, (double*)dx, dxStride);
        else
            AddPlain<T, TSource>(dy, dyStride, rows, width, dx, dxStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWidest<T, TSource>(T* dy, nint dyStride, nint rows, nint width, T* dx, nint dxStride)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        if (Vector512.IsHardwareAccelerated && width >= Vector512<T>.Count)
            Add<T, Vector512<T>, Lanes512<T>, TSource>(dy, dyStride, rows, width, dx, dxStride);
        else if (Vector256.IsHardwareAccelerated && width >= Vector256<T>.Count)
            Add<T, Vector256<T>, Lanes256<T>, TSource>(dy, dyStride, rows, width, dx, dxStride);
        else if (width >= Vector128<T>.Count)
            Add<T, Vector128<T>, Lanes128<T>, TSource>(dy, dyStride, rows, width, dx, dxStride);
        else
            AddPlain<T, TSource>(dy, dyStride, rows, width, dx, dxStride);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<T, TVector, TLanes, TSource>(T* dy, nint dyStride, nint rows, nint width, T* dx, nint dxStride)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TSource : struct, IRowSource
    {
        nint lastStart = width - TLanes.Count;
        for (nint i = 0; i < rows; i++, dy += dyStride, dx += dxStride)
        {
            // The last vector overlaps the one before it. It is summed first, so that no element is added to twice.
            TVector last = TLanes.Add(TLanes.Load(dx + lastStart), TSource.Load<T, TVector, TLanes>(dy, lastStart));
            for (nint j = 0; j < lastStart; j += TLanes.Count)
                TLanes.Store(TLanes.Add(TLanes.Load(dx + j), TSource.Load<T, TVector, TLanes>(dy, j)), dx + j);
            TLanes.Store(last, dx + lastStart);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPlain<T, TSource>(T* dy, nint dyStride, nint rows, nint width, T* dx, nint dxStride)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        for (nint i = 0; i < rows; i++, dy += dyStride, dx += dxStride)
            for (nint j = 0; j < width; j++) dx[j] += *TSource.Address(dy, j);
    }
}
