using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Σ x y of two rows. Equal rows give equal bits wherever they stand.</summary>
internal static unsafe class DotProduct
{
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static T Of<T>(T* x, T* y, nint length) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (RowSweep.IsVectorised<T>() && length >= Vector128<T>.Count)
        {
            if (Vector512.IsHardwareAccelerated && length >= Vector512<T>.Count) return Of<T, Vector512<T>, Lanes512<T>>(x, y, length);
            if (Vector256.IsHardwareAccelerated && length >= Vector256<T>.Count) return Of<T, Vector256<T>, Lanes256<T>>(x, y, length);
            return Of<T, Vector128<T>, Lanes128<T>>(x, y, length);
        }

        T sum = T.Zero;
        for (nint i = 0; i < length; i++) sum = T.MultiplyAddEstimate(x[i], y[i], sum);
        return sum;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static T Of<T, TVector, TLanes>(T* x, T* y, nint length)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector> => TLanes.Sum(LaneFold<T, TVector, TLanes>.Dot(x, y, length));
}
