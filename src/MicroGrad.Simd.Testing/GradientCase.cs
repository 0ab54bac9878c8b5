using System.Text;

namespace MicroGrad.Simd.Testing;

/// <summary>One case of a property: what a <see cref="Draw"/> takes its choices and inputs from. Equal cases draw the same.</summary>
/// <param name="Seed">Starts the pseudo-random choices.</param>
public sealed record GradientCase(int Seed)
{
    private static readonly GradientCase Full = new(0);

    /// <summary>The highest rank of a drawn shape.</summary>
    public int Rank { get; init; } = 5;

    /// <summary>The largest extent of a drawn shape.</summary>
    public int Extent { get; init; } = 7;

    /// <summary>About how many elements a drawn shape has at most.</summary>
    public int Elements { get; init; } = 64;

    /// <summary>To how many decimals the numbers of inputs are rounded, where that leaves them where they may be.</summary>
    public int Decimals { get; init; } = 3;

    /// <summary>Whether some inputs are transposed, sliced, reversed or stepped views.</summary>
    public bool Views { get; init; } = true;

    /// <summary>The case as it is written in C#.</summary>
    public override string ToString()
    {
        var changed = new List<string>();
        if (Rank != Full.Rank) changed.Add($"Rank = {Rank}");
        if (Extent != Full.Extent) changed.Add($"Extent = {Extent}");
        if (Elements != Full.Elements) changed.Add($"Elements = {Elements}");
        if (Decimals != Full.Decimals) changed.Add($"Decimals = {Decimals}");
        if (!Views) changed.Add("Views = false");
        var text = new StringBuilder($"new GradientCase({Seed})");
        if (changed.Count > 0) text.Append($" {{ {string.Join(", ", changed)} }}");
        return text.ToString();
    }

    /// <summary>Simpler cases, the simplest first. Another bound makes other choices, so each is tried with a few seeds.</summary>
    internal IEnumerable<GradientCase> Simpler()
    {
        foreach (GradientCase smaller in Smaller())
            for (int i = 0; i < 8; i++) yield return smaller with { Seed = i == 0 ? Seed : i };
        if (Decimals > 0) yield return this with { Decimals = 0 };
        if (Decimals > 1) yield return this with { Decimals = 1 };
    }

    private IEnumerable<GradientCase> Smaller()
    {
        if (Views) yield return this with { Views = false };
        for (int rank = 0; rank < Rank; rank++) yield return this with { Rank = rank };
        for (int extent = 1; extent < Extent; extent++) yield return this with { Extent = extent };
        for (int elements = 1; elements < Elements; elements *= 2) yield return this with { Elements = elements };
    }
}
