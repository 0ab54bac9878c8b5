using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>y = Σ w·x over the taps of every window, or y += that.</summary>
internal static unsafe class TapSums
{
    /// <summary>Rows of windows that are summed at once.</summary>
    public const int Rows = 4;

    /// <summary>Computes rows of at least as many windows as the shortest vector holds, by vectors as wide as a row fills.</summary>
    /// <param name="taps">How taps and windows lie.</param>
    /// <param name="band">What the windows see.</param>
    /// <param name="weight">The weight of the first tap.</param>
    /// <param name="weightStep">1, or −1 where weights are in reverse order.</param>
    /// <param name="rows">Of windows.</param>
    /// <param name="columns">Windows of a row.</param>
    /// <param name="y">The sums, row-major.</param>
    /// <param name="accumulate">To add to what is there.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T>(in Taps taps, T* band, T* weight, nint weightStep, int rows, int columns, T* y, bool accumulate) where T : unmanaged
    {
        if (Vector512.IsHardwareAccelerated && columns >= Vector512<T>.Count)
            TapSumVectors<T, Vector512<T>, Lanes512<T>>.Run(taps, band, weight, weightStep, rows, columns, y, accumulate);
        else if (Vector256.IsHardwareAccelerated && columns >= Vector256<T>.Count)
            TapSumVectors<T, Vector256<T>, Lanes256<T>>.Run(taps, band, weight, weightStep, rows, columns, y, accumulate);
        else
            TapSumVectors<T, Vector128<T>, Lanes128<T>>.Run(taps, band, weight, weightStep, rows, columns, y, accumulate);
    }
}
