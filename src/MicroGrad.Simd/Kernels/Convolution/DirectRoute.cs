using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Which convolutions are computed window by window: those whose matrix products would be too small.</summary>
internal static class DirectRoute
{
    // Pairs of an input and an output channel in a group; measured.
    private const int MostPairs = 8;

    // Each group is one unit of the VJP for the weights.
    private const int LeastGroups = 4;

    // Where the taps of a row stand is kept on the stack.
    private const int MostColumns = 1024;

    /// <param name="sizes">Of the convolution.</param>
    /// <param name="columns">Elements in a row of the result.</param>
    public static bool Takes<T>(in ConvolutionSizes sizes, int columns) where T : unmanaged =>
        Vector128.IsHardwareAccelerated && (typeof(T) == typeof(float) || typeof(T) == typeof(double)) && columns >= Vector128<T>.Count
        && sizes.Groups >= LeastGroups && sizes.Inputs * sizes.Outputs is > 0 and <= MostPairs && sizes.Taps > 1 && sizes.Width.Kernel <= MostColumns;
}
