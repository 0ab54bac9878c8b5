namespace MicroGrad.Simd.Kernels;

/// <summary>[outer, channels, inner]: a channel is every run of inner elements with its number.</summary>
internal readonly record struct ChannelSet(int Outer, int Channels, int Inner)
{
    /// <summary>Elements of one channel.</summary>
    public long Count => (long)Outer * Inner;

    /// <summary>A channel's elements lie apart, and rows of all channels together.</summary>
    public bool IsColumns => Inner == 1;

    /// <summary>The elements that are done at once: a row of all channels, or a run of one.</summary>
    public int RunLength => IsColumns ? Channels : Inner;

    /// <summary>Where a run of one channel starts.</summary>
    public int Start(int outer, int channel) => (outer * Channels + channel) * Inner;
}
