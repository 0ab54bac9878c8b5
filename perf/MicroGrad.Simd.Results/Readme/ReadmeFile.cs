namespace MicroGrad.Simd.Results.Readme;

/// <summary>The parts of the README that are generated.</summary>
public static class ReadmeFile
{
    /// <summary>The comparison with peers, and what BenchmarkDotNet measured.</summary>
    public const string Performance = "performance", Benchmarks = "benchmarks";

    /// <summary>The README with another generated part.</summary>
    public static string Replace(string readme, string part, string generated)
    {
        (int start, int end) = Find(readme, part);
        return $"{readme[..start]}\n{generated}\n{readme[end..]}";
    }

    /// <summary>The generated part as it stands.</summary>
    public static string Generated(string readme, string part)
    {
        (int start, int end) = Find(readme, part);
        return readme[start..end];
    }

    private static (int Start, int End) Find(string readme, string part)
    {
        string first = $"<!-- {part}: begin -->\n", last = $"<!-- {part}: end -->\n";
        int begin = readme.IndexOf(first, StringComparison.Ordinal), end = readme.IndexOf(last, StringComparison.Ordinal);
        if (begin < 0 || end < begin) throw new InvalidDataException($"The README has no lines {first.TrimEnd()} and {last.TrimEnd()}.");
        return (begin + first.Length, end);
    }
}
