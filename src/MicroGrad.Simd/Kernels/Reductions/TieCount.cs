using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Counts the elements of a row that equal an extreme; NaN equals NaN here.</summary>
internal static unsafe class TieCount
{
    /// <summary>counts += how many x equal y, or counts[j] += 1 wherever x[j] equals y[j].</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T, TSource>(T* x, nint width, T* y, T* counts)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
            AddWidest<float, TSource>((float*)x, width, (float*)y, (float*)counts);
        else if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
            AddWidest<double, TSource>((double*)x, width, (double*)y, (double*)counts);
        else
            AddPlain<T, TSource>(x, width, y, counts);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddWidest<T, TSource>(T* x, nint width, T* y, T* counts)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        nint done = 0;
        if (Vector512.IsHardwareAccelerated) done = Add<T, Vector512<T>, Lanes512<T>, TSource>(x, width, y, counts);
        else if (Vector256.IsHardwareAccelerated) done = Add<T, Vector256<T>, Lanes256<T>, TSource>(x, width, y, counts);
        else done = Add<T, Vector128<T>, Lanes128<T>, TSource>(x, width, y, counts);
        AddPlain<T, TSource>(x + done, width - done, TSource.Address(y, done), TSource.Address(counts, done));
    }

    /// <summary>Counts whole vectors, and tells how many elements they have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Add<T, TVector, TLanes, TSource>(T* x, nint width, T* y, T* counts)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TSource : struct, IRowSource
    {
        TVector one = TLanes.Constant(1), sum = TLanes.Zero;
        nint j = 0;
        for (; j <= width - TLanes.Count; j += TLanes.Count)
        {
            TVector ties = Tie.Share<T, TVector, TLanes>(TLanes.Load(x + j), TSource.Load<T, TVector, TLanes>(y, j), one);
            if (typeof(TSource) == typeof(OneNumber)) sum = TLanes.Add(sum, ties);
            else TLanes.Store(TLanes.Add(TLanes.Load(counts + j), ties), counts + j);
        }

        if (typeof(TSource) == typeof(OneNumber)) *counts += TLanes.Sum(sum);
        return j;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void AddPlain<T, TSource>(T* x, nint width, T* y, T* counts)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        for (nint j = 0; j < width; j++) *TSource.Address(counts, j) += Tie.Share(x[j], *TSource.Address(y, j), T.One);
    }
}
