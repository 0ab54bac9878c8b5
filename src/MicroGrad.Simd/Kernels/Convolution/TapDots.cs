using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>dw += Σ dy·x over all windows, for each tap.</summary>
internal static unsafe class TapDots
{
    /// <summary>Adds what so many rows of windows give, in vectors as wide as a row fills.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(in Taps taps, T* dy, T* band, int rows, int columns, T* dWeight) where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (Vector512.IsHardwareAccelerated && columns >= Vector512<T>.Count)
            TapDotVectors<T, Vector512<T>, Lanes512<T>>.Run(taps, dy, band, rows, columns, dWeight);
        else if (Vector256.IsHardwareAccelerated && columns >= Vector256<T>.Count)
            TapDotVectors<T, Vector256<T>, Lanes256<T>>.Run(taps, dy, band, rows, columns, dWeight);
        else
            TapDotVectors<T, Vector128<T>, Lanes128<T>>.Run(taps, dy, band, rows, columns, dWeight);
    }
}
