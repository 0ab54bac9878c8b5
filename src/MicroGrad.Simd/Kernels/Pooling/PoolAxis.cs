namespace MicroGrad.Simd.Kernels;

/// <summary>The windows of a pool along one axis: sliding ones, or adaptive ones that cover the axis in about equal parts.</summary>
/// <param name="Windows">How sliding windows lie; of adaptive ones only how many there are on how many elements.</param>
/// <param name="IsAdaptive">Window o reaches from ⌊o·Input / Output⌋ to ⌈(o + 1)·Input / Output⌉.</param>
internal readonly record struct PoolAxis(WindowAxis Windows, bool IsAdaptive)
{
    public int Input => Windows.Input;

    public int Output => Windows.Output;

    /// <summary>From one element of a window to the next.</summary>
    public int Step => IsAdaptive ? 1 : Windows.Dilation;

    /// <summary>The first element of a window that exists.</summary>
    public int First(int window)
    {
        if (IsAdaptive) return (int)((long)window * Input / Output);
        int first = window * Windows.Stride - Windows.Padding;
        return first >= 0 ? first : first + (-first + Windows.Dilation - 1) / Windows.Dilation * Windows.Dilation;
    }

    /// <summary>One past the last element of a window that exists.</summary>
    public int End(int window) => IsAdaptive
        ? (int)(((window + 1L) * Input + Output - 1) / Output)
        : Math.Min(Input, window * Windows.Stride - Windows.Padding + (Windows.Kernel - 1) * Windows.Dilation + 1);

    /// <summary>How many elements a window has, those in the padding included or not.</summary>
    public int Count(int window, bool countPadding) => countPadding && !IsAdaptive ? Windows.Kernel : End(window) - First(window);

    /// <summary>Lists the first element and the end of every window.</summary>
    public void Fill(Span<int> bounds)
    {
        for (int window = 0; window < Output; window++)
        {
            bounds[2 * window] = First(window);
            bounds[2 * window + 1] = End(window);
        }
    }
}
