using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace MicroGrad.Simd.Kernels;

/// <summary>The tile sizes this machine has, and the micro-kernel of each width.</summary>
/// <remarks>Widths are powers of two, from one 128-bit vector to two of the widest.</remarks>
internal static class TileWidths<T>
    where T : unmanaged, INumberBase<T>
{
    /// <summary>Elements in the widest vector.</summary>
    public static int Lanes =>
        Vector512.IsHardwareAccelerated ? Vector512<T>.Count :
        Vector256.IsHardwareAccelerated ? Vector256<T>.Count :
        Vector128<T>.Count;

    public static int Widest => 2 * Lanes;

    /// <summary>Rows of two accumulators each that the vector registers hold, next to one row of B and one element of A.</summary>
    public static int MaxRows => Avx512F.VL.IsSupported || AdvSimd.IsSupported ? ITileHeight.Max : 6;

    /// <summary>The width of the next panel when so many columns are left; wider than those when they are few.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)] // Part of what a small product costs besides its multiply-adds.
    public static int PanelWidth(int columns)
    {
        if (columns >= Widest)
            return Widest;

        int width = Lanes;
        while (columns <= width / 2 && width > Vector128<T>.Count)
            width /= 2;
        return width;
    }

    /// <summary>All panels of so many columns, padding included.</summary>
    public static int PaddedWidth(int columns)
    {
        int tail = columns % Lanes;
        return tail == 0 ? columns : columns - tail + PanelWidth(tail);
    }

    /// <summary>Runs the micro-kernel of this width.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run(int width, int height, nint tiles, in TileColumn<T> column)
    {
        // The tests of IsHardwareAccelerated are constants to the JIT: kernels the machine cannot run cost nothing.
        if (Vector512.IsHardwareAccelerated && width == 2 * Vector512<T>.Count)
            MicroKernel<T, VectorPair<Vector512<T>>, PairLanes<T, Vector512<T>, Lanes512<T>>>.Run(height, tiles, column);
        else if (Vector512.IsHardwareAccelerated && width == Vector512<T>.Count)
            MicroKernel<T, Vector512<T>, Lanes512<T>>.Run(height, tiles, column);
        else if (Vector256.IsHardwareAccelerated && width == 2 * Vector256<T>.Count)
            MicroKernel<T, VectorPair<Vector256<T>>, PairLanes<T, Vector256<T>, Lanes256<T>>>.Run(height, tiles, column);
        else if (Vector256.IsHardwareAccelerated && width == Vector256<T>.Count)
            MicroKernel<T, Vector256<T>, Lanes256<T>>.Run(height, tiles, column);
        else if (width == 2 * Vector128<T>.Count)
            MicroKernel<T, VectorPair<Vector128<T>>, PairLanes<T, Vector128<T>, Lanes128<T>>>.Run(height, tiles, column);
        else
            MicroKernel<T, Vector128<T>, Lanes128<T>>.Run(height, tiles, column);
    }
}
