using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Adds shares to the elements of a row that equal an extreme; NaN equals NaN here.</summary>
internal static unsafe class TieSpread
{
    /// <summary>dx[j] += the share, wherever x[j] equals y.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T, TSource>(T* x, nint width, T* y, T* shares, T* dx)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TSource : struct, IRowSource
    {
        nint done = 0;
        if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(float))
            done = AddWidest<float, TSource>((float*)x, width, (float*)y, (float*)shares, (float*)dx);
        else if (Vector128.IsHardwareAccelerated && typeof(T) == typeof(double))
            done = AddWidest<double, TSource>((double*)x, width, (double*)y, (double*)shares, (double*)dx);

        for (; done < width; done++) dx[done] += Tie.Share(x[done], *TSource.Address(y, done), *TSource.Address(shares, done));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nint AddWidest<T, TSource>(T* x, nint width, T* y, T* shares, T* dx)
        where T : unmanaged
        where TSource : struct, IRowSource =>
        Vector512.IsHardwareAccelerated ? Add<T, Vector512<T>, Lanes512<T>, TSource>(x, width, y, shares, dx)
        : Vector256.IsHardwareAccelerated ? Add<T, Vector256<T>, Lanes256<T>, TSource>(x, width, y, shares, dx)
        : Add<T, Vector128<T>, Lanes128<T>, TSource>(x, width, y, shares, dx);

    /// <summary>Does whole vectors, and tells how many elements they have.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Add<T, TVector, TLanes, TSource>(T* x, nint width, T* y, T* shares, T* dx)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
        where TSource : struct, IRowSource
    {
        nint j = 0;
        for (; j <= width - TLanes.Count; j += TLanes.Count)
        {
            TVector share = Tie.Share<T, TVector, TLanes>(
                TLanes.Load(x + j), TSource.Load<T, TVector, TLanes>(y, j), TSource.Load<T, TVector, TLanes>(shares, j));

            // Ties are few, so most of the gradient need not be touched.
            if (!TLanes.AllEqual(share, TLanes.Zero)) TLanes.Store(TLanes.Add(TLanes.Load(dx + j), share), dx + j);
        }

        return j;
    }
}
