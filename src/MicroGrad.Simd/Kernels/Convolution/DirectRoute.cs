using System.Runtime.Intrinsics;

namespace MicroGrad.Simd.Kernels;

/// <summary>Which convolutions are computed window by window: those whose matrix products would be too small, and whose windows share elements.</summary>
internal static class DirectRoute
{
    // Input or output channels of a group. Measured: with eight of either, matrix products are as fast.
    private const int MostChannels = 4;

    // Where the taps of a row stand is kept on the stack.
    private const int MostColumns = 1024;

    /// <param name="sizes">Of the convolution.</param>
    /// <param name="columns">Elements in a row of the result.</param>
    public static bool Takes<T>(in ConvolutionSizes sizes, int columns) where T : unmanaged =>
        Vector128.IsHardwareAccelerated && (typeof(T) == typeof(float) || typeof(T) == typeof(double)) && columns >= Vector128<T>.Count
        && sizes.Inputs is > 0 and <= MostChannels && sizes.Outputs is > 0 and <= MostChannels
        && sizes.Taps > (long)sizes.Height.Stride * sizes.Width.Stride && sizes.Width.Kernel <= MostColumns;
}
