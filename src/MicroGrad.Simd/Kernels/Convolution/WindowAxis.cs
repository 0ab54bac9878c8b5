namespace MicroGrad.Simd.Kernels;

/// <summary>How windows lie along one axis: tap t of window o is input o·Stride + t·Dilation − Padding, which may lie outside.</summary>
/// <param name="Input">Elements along the axis.</param>
/// <param name="Output">Windows along the axis.</param>
/// <param name="Kernel">Taps of a window.</param>
/// <param name="Stride">From one window to the next.</param>
/// <param name="Padding">How far the first window reaches outside.</param>
/// <param name="Dilation">From one tap to the next.</param>
internal readonly record struct WindowAxis(int Input, int Output, int Kernel, int Stride, int Padding, int Dilation)
{
    /// <summary>An axis of one element and one tap, which a 1-D op has where a 2-D one has its height.</summary>
    public static WindowAxis None => new(1, 1, 1, 1, 0, 1);

    /// <summary>Every window is the element of its number.</summary>
    public bool IsIdentity => Kernel == 1 && Stride == 1 && Padding == 0 && Input == Output;

    /// <summary>Where a tap of window 0 stands.</summary>
    public int Start(int tap) => tap * Dilation - Padding;

    /// <summary>The first window whose tap does not lie before the input.</summary>
    public int FirstInside(int tap)
    {
        int start = Start(tap);
        return start >= 0 ? 0 : Math.Min(Output, (-start + Stride - 1) / Stride);
    }

    /// <summary>One past the last window whose tap does not lie behind the input.</summary>
    public int EndInside(int tap)
    {
        int room = Input - 1 - Start(tap);
        return room < 0 ? 0 : Math.Min(Output, room / Stride + 1);
    }

    /// <summary>The windows that fit.</summary>
    public static int Windows(int input, int kernel, int stride, int padding, int dilation)
    {
        long room = input + 2L * padding - dilation * (kernel - 1L) - 1;
        return room < 0 ? 0 : checked((int)(room / stride + 1));
    }
}
