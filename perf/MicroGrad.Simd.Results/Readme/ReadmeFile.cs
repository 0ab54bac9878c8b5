namespace MicroGrad.Simd.Results.Readme;

/// <summary>The part of the README that is generated.</summary>
public static class ReadmeFile
{
    private const string Begin = "<!-- performance: begin -->\n", End = "<!-- performance: end -->\n";

    /// <summary>The README with another generated part.</summary>
    public static string Replace(string readme, string generated)
    {
        (int start, int end) = Find(readme);
        return $"{readme[..start]}\n{generated}\n{readme[end..]}";
    }

    /// <summary>The generated part as it stands.</summary>
    public static string Generated(string readme)
    {
        (int start, int end) = Find(readme);
        return readme[start..end];
    }

    private static (int Start, int End) Find(string readme)
    {
        int begin = readme.IndexOf(Begin, StringComparison.Ordinal), end = readme.IndexOf(End, StringComparison.Ordinal);
        if (begin < 0 || end < begin) throw new InvalidDataException("The README has no lines <!-- performance: begin --> and <!-- performance: end -->.");
        return (begin + Begin.Length, end);
    }
}
