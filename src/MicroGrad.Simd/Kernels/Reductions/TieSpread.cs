using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Adds shares to the elements of rows that equal an extreme; NaN equals NaN here.</summary>
internal static unsafe class TieSpread
{
    /// <summary>For every row i, with y and shares moved on by i·resultStride: dx[i·dxStride + j] += the share wherever x[i·stride + j] equals y.</summary>
    [MethodImpl(Compile.Alone)]
    public static void Add<T, TSource>(T* x, nint stride, nint rows, nint width, T* y, T* shares, nint resultStride, T* dx, nint dxStride)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        bool numbers = false;
        for (nint i = 0; i < rows; i++, x += stride, y += resultStride, shares += resultStride, dx += dxStride)
        {
            if (i == 0 || resultStride != 0) numbers = Tie.AmongNumbers<T, TSource>(y, width);
            if (numbers && Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
                AddWidest<float, TSource>((float*)x, width, (float*)y, (float*)shares, (float*)dx);
            else if (numbers && Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
                AddWidest<double, TSource>((double*)x, width, (double*)y, (double*)shares, (double*)dx);
            else
                AddPlain<T, TSource>(x, width, y, shares, dx);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWidest<T, TSource>(T* x, nint width, T* y, T* shares, T* dx)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        if (Vector512.IsHardwareAccelerated && width >= Vector512<T>.Count) Add<T, Vector512<T>, Lanes512<T>, TSource>(x, width, y, shares, dx);
        else if (Vector256.IsHardwareAccelerated && width >= Vector256<T>.Count) Add<T, Vector256<T>, Lanes256<T>, TSource>(x, width, y, shares, dx);
        else if (width >= Vector128<T>.Count) Add<T, Vector128<T>, Lanes128<T>, TSource>(x, width, y, shares, dx);
        else AddPlain<T, TSource>(x, width, y, shares, dx);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Add<T, TVector, TLanes, TSource>(T* x, nint width, T* y, T* shares, T* dx)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TSource : struct, IRowSource
    {
        // The last vector overlaps the one before it. It is summed first, so that no element is added to twice.
        nint lastStart = width - TLanes.Count;
        TVector extreme = TSource.Load<T, TVector, TLanes>(y, lastStart), share = TSource.Load<T, TVector, TLanes>(shares, lastStart);
        TVector last = TLanes.Add(TLanes.Load(dx + lastStart), TLanes.And(TLanes.EqualTo(TLanes.Load(x + lastStart), extreme), share));
        for (nint j = 0; j < lastStart; j += TLanes.Count)
        {
            // Ties are few, so most of the gradient need not be touched.
            TVector at = TLanes.Load(x + j);
            if (typeof(TSource) != typeof(OneNumber)) extreme = TLanes.Load(y + j);
            if (!TLanes.AnyEqual(at, extreme)) continue;
            if (typeof(TSource) != typeof(OneNumber)) share = TLanes.Load(shares + j);
            TLanes.Store(TLanes.Add(TLanes.Load(dx + j), TLanes.And(TLanes.EqualTo(at, extreme), share)), dx + j);
        }

        TLanes.Store(last, dx + lastStart);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPlain<T, TSource>(T* x, nint width, T* y, T* shares, T* dx)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        for (nint j = 0; j < width; j++) dx[j] += Tie.Share(x[j], *TSource.Address(y, j), *TSource.Address(shares, j));
    }
}
