namespace MicroGrad.Simd.Peers.Cases;

/// <summary>One computation that several libraries do.</summary>
/// <param name="Group">What the summary adds it to.</param>
/// <param name="Name">Unique; what <c>--filter</c> looks in.</param>
/// <param name="Ours">Makes our side for a number of threads.</param>
internal sealed record Case(string Group, string Name, Func<int, Work> Ours)
{
    /// <summary>Makes libtorch's side; its number of threads is set for the process.</summary>
    public Func<Work>? Torch { get; init; }

    /// <summary>Makes OpenBLAS's side; its number of threads is set for the process.</summary>
    public Func<Work>? OpenBlas { get; init; }

    /// <summary>The multiply-add peak that our side is held against; null where arithmetic is not the limit.</summary>
    public Func<Work>? Peak { get; init; }

    /// <summary>Our side at the peak would take this many times as long as one run of <see cref="Peak"/>.</summary>
    public double PeakRuns { get; init; }
}
