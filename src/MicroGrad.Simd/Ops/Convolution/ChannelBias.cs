using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Ops;

/// <summary>A number for each channel of images, [images, channels, places].</summary>
internal static class ChannelBias
{
    /// <summary>Fills every channel with its number.</summary>
    public static void Fill<T>(ReadOnlySpan<T> bias, int area, Span<T> y)
    {
        for (int start = 0, channel = 0; start < y.Length; start += area, channel = channel + 1 == bias.Length ? 0 : channel + 1)
            y.Slice(start, area).Fill(bias[channel]);
    }

    /// <summary>Adds the sum of every channel's upstream gradients, over all images, to its gradient.</summary>
    public static unsafe void AddVjp<T>(ReadOnlySpan<T> dy, int area, Span<T> dBias) where T : unmanaged, IFloatingPointIeee754<T>
    {
        T* rows = Pinned.Address(dy), sums = Pinned.Address<T>(dBias);
        int length = area * dBias.Length;
        for (int start = 0; start < dy.Length; start += length)
            RowFold.Run<T, SumFold>(rows + start, area, dBias.Length, area, sums, accumulate: true);
    }
}
