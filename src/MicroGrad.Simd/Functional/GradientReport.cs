using System.Collections.ObjectModel;

namespace MicroGrad.Simd;

/// <summary>What <see cref="GradientCheck"/> found: derivatives, from the backward pass and from differences.</summary>
public sealed class GradientReport
{
    internal GradientReport(GradientEntry[] entries)
    {
        Entries = new ReadOnlyCollection<GradientEntry>(entries);
        Kinks = new ReadOnlyCollection<GradientEntry>([.. entries.Where(entry => entry.IsKink)]);
        foreach (GradientEntry entry in entries)
            if (Worst is not { } worst || entry.Error > worst.Error) Worst = entry;
    }

    /// <summary>One entry for every element of every input, in order; or for every direction, where there are many elements.</summary>
    public IReadOnlyList<GradientEntry> Entries { get; }

    /// <summary>The entries at which the function is not differentiable.</summary>
    public IReadOnlyList<GradientEntry> Kinks { get; }

    /// <summary>The entry with the largest error, the first of several; null where the inputs have no elements.</summary>
    public GradientEntry? Worst { get; }

    /// <summary>The largest <see cref="GradientEntry.Error"/>; 0 where there are no entries.</summary>
    public double LargestError => Worst?.Error ?? 0;

    /// <summary>Whether every error is at most <paramref name="tolerance"/>. Kinks have none: look at <see cref="Kinks"/> for how much was checked.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance is negative or not a number.</exception>
    public bool Passed(double tolerance = 1e-6)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(tolerance);
        if (double.IsNaN(tolerance)) throw new ArgumentOutOfRangeException(nameof(tolerance), "The tolerance is NaN. It must be a number, 0 or more.");
        return LargestError <= tolerance;
    }

    /// <summary>The number of entries, the worst of them, and how many are kinks.</summary>
    public override string ToString()
    {
        if (Worst is not { } worst) return "0 entries";
        string count = $"{Entries.Count} {(Entries.Count == 1 ? "entry" : "entries")}";
        if (LargestError > 0 || Kinks.Count == 0) count += $"; the worst is {worst}";
        if (Kinks.Count == 0 || (Kinks.Count == 1 && worst.IsKink && LargestError > 0)) return count;
        return Kinks.Count == Entries.Count
            ? $"{count}; the function is differentiable at none of them, the first is {Kinks[0]}"
            : $"{count}; the function is not differentiable at {Kinks.Count} of them, the first is {Kinks[0]}";
    }
}
