using System.Collections.ObjectModel;

namespace MicroGrad.Simd;

/// <summary>What <see cref="GradientCheck"/> found: every partial derivative, from the backward pass and from differences.</summary>
public sealed class GradientReport
{
    internal GradientReport(GradientEntry[] entries)
    {
        Entries = new ReadOnlyCollection<GradientEntry>(entries);
        foreach (GradientEntry entry in entries)
            if (Worst is not { } worst || entry.Error > worst.Error) Worst = entry;
    }

    /// <summary>One entry for every element of every input, in order.</summary>
    public IReadOnlyList<GradientEntry> Entries { get; }

    /// <summary>The entry with the largest error, the first of several; null where the inputs have no elements.</summary>
    public GradientEntry? Worst { get; }

    /// <summary>The largest <see cref="GradientEntry.Error"/>; 0 where there are no entries.</summary>
    public double LargestError => Worst?.Error ?? 0;

    /// <summary>Whether every error is at most <paramref name="tolerance"/>.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not a number.</exception>
    public bool Passed(double tolerance = 1e-6)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        if (double.IsNaN(tolerance)) throw new ArgumentOutOfRangeException(nameof(tolerance), "The tolerance is NaN. It must be a number, 0 or more.");
        return LargestError <= tolerance;
    }

    /// <summary>The number of entries and the worst of them.</summary>
    public override string ToString() => Worst is { } worst
        ? $"{Entries.Count} {(Entries.Count == 1 ? "entry" : "entries")}; the worst is {worst}"
        : "0 entries";
}
