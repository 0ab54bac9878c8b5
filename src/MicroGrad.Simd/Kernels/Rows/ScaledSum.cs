using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>y += scale·x.</summary>
internal static unsafe class ScaledSum
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Add<T>(T scale, T* x, T* y, nint length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        nint done = 0;
        if (RowSweep.IsVectorised<T>())
        {
            if (Vector512.IsHardwareAccelerated) done = Add<T, Vector512<T>, Lanes512<T>>(scale, x, y, length);
            else if (Vector256.IsHardwareAccelerated) done = Add<T, Vector256<T>, Lanes256<T>>(scale, x, y, length);
            else done = Add<T, Vector128<T>, Lanes128<T>>(scale, x, y, length);
        }

        for (; done < length; done++) y[done] = T.MultiplyAddEstimate(scale, x[done], y[done]);
    }

    /// <returns>How many elements of whole vectors are done.</returns>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static nint Add<T, TVector, TLanes>(T scale, T* x, T* y, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        TVector scales = TLanes.Broadcast(scale);
        nint i = 0;
        for (; i <= length - TLanes.Count; i += TLanes.Count) TLanes.Store(TLanes.MultiplyAdd(scales, TLanes.Load(x + i), TLanes.Load(y + i)), y + i);
        return i;
    }
}
