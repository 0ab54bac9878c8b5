using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Counts the elements of rows that equal an extreme; NaN equals NaN here.</summary>
internal static unsafe class TieCount
{
    /// <summary>For every row i, with y and counts moved on by i·resultStride: counts += how many x equal y, or counts[j] += 1 wherever x[j] equals y[j].</summary>
    [MethodImpl(Compile.Alone)]
    public static void Add<T, TSource>(T* x, nint stride, nint rows, nint width, T* y, T* counts, nint resultStride)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        bool numbers = false;
        for (nint i = 0; i < rows; i++, x += stride, y += resultStride, counts += resultStride)
        {
            if (i == 0 || resultStride != 0) numbers = Tie.AmongNumbers<T, TSource>(y, width);
            if (numbers && Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
                AddWidest<float, TSource>((float*)x, width, (float*)y, (float*)counts);
            else if (numbers && Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
                AddWidest<double, TSource>((double*)x, width, (double*)y, (double*)counts);
            else
                AddPlain<T, TSource>(x, width, y, counts);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWidest<T, TSource>(T* x, nint width, T* y, T* counts)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        if (Vector512.IsHardwareAccelerated && width >= Vector512<T>.Count) Add<T, Vector512<T>, Lanes512<T>, TSource>(x, width, y, counts);
        else if (Vector256.IsHardwareAccelerated && width >= Vector256<T>.Count) Add<T, Vector256<T>, Lanes256<T>, TSource>(x, width, y, counts);
        else if (width >= Vector128<T>.Count) Add<T, Vector128<T>, Lanes128<T>, TSource>(x, width, y, counts);
        else AddPlain<T, TSource>(x, width, y, counts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add<T, TVector, TLanes, TSource>(T* x, nint width, T* y, T* counts)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TSource : struct, IRowSource
    {
        if (typeof(TSource) == typeof(OneNumber)) AddAlong<T, TVector, TLanes>(x, width, *y, counts);
        else AddAcross<T, TVector, TLanes>(x, width, y, counts);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddAlong<T, TVector, TLanes>(T* x, nint width, T y, T* count)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector extreme = TLanes.Broadcast(y), one = TLanes.Constant(1), left = TLanes.Zero, right = TLanes.Zero;
        nint j = 0, lastStart = width - TLanes.Count;
        for (; j <= lastStart - TLanes.Count; j += 2 * TLanes.Count)
        {
            left = TLanes.Add(left, TLanes.And(TLanes.EqualTo(TLanes.Load(x + j), extreme), one));
            right = TLanes.Add(right, TLanes.And(TLanes.EqualTo(TLanes.Load(x + j + TLanes.Count), extreme), one));
        }

        if (j <= lastStart)
        {
            left = TLanes.Add(left, TLanes.And(TLanes.EqualTo(TLanes.Load(x + j), extreme), one));
            j += TLanes.Count;
        }

        if (j < width)
        {
            TVector ties = TLanes.And(TLanes.EqualTo(TLanes.Load(x + lastStart), extreme), one);
            right = TLanes.Add(right, TLanes.And(TailMask.OfLast<T, TVector, TLanes>(width - j), ties));
        }

        *count += TLanes.Sum(TLanes.Add(left, right));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddAcross<T, TVector, TLanes>(T* x, nint width, T* y, T* counts)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        // The last vector overlaps the one before it. It is counted first, so that nothing is counted twice.
        nint lastStart = width - TLanes.Count;
        TVector one = TLanes.Constant(1);
        TVector last = TLanes.Add(TLanes.Load(counts + lastStart), TLanes.And(TLanes.EqualTo(TLanes.Load(x + lastStart), TLanes.Load(y + lastStart)), one));
        for (nint j = 0; j < lastStart; j += TLanes.Count)
        {
            // Ties are few, so most counts need not be touched.
            TVector at = TLanes.Load(x + j), extreme = TLanes.Load(y + j);
            if (TLanes.AnyEqual(at, extreme)) TLanes.Store(TLanes.Add(TLanes.Load(counts + j), TLanes.And(TLanes.EqualTo(at, extreme), one)), counts + j);
        }

        TLanes.Store(last, counts + lastStart);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPlain<T, TSource>(T* x, nint width, T* y, T* counts)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        for (nint j = 0; j < width; j++) *TSource.Address(counts, j) += Tie.Share(x[j], *TSource.Address(y, j), T.One);
    }
}
