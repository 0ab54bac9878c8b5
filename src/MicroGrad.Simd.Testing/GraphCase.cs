namespace MicroGrad.Simd.Testing;

/// <summary>One random graph: every number chooses a function and what it is applied to. Any part of the numbers is a graph too.</summary>
/// <param name="Steps">One number, 0 or more, for each function.</param>
public sealed record GraphCase(params IReadOnlyList<int> Steps)
{
    /// <summary>The case as it is written in C#.</summary>
    public override string ToString() => $"new GraphCase({string.Join(", ", Steps)})";

    /// <summary>The first half, the second half, then all but one step each.</summary>
    internal IEnumerable<GraphCase> Simpler()
    {
        if (Steps.Count > 3)
        {
            yield return new GraphCase([.. Steps.Take(Steps.Count / 2)]);
            yield return new GraphCase([.. Steps.Skip(Steps.Count / 2)]);
        }

        for (int i = Steps.Count - 1; i >= 0; i--) yield return new GraphCase([.. Steps.Take(i), .. Steps.Skip(i + 1)]);
    }
}
