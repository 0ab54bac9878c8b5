using System.Reflection;

namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>The public types of the .NET base library as words to learn from.</summary>
internal static class TypeNames
{
    private const int Shortest = 3;

    // With a boundary on both sides a name fills the block.
    private const int Longest = GptShape.Block - 1;

    /// <summary>Distinct names in lower case, in alphabetical order: of ASCII letters alone, without the arity of generic types.</summary>
    public static string[] All()
    {
        string folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var names = new SortedSet<string>(StringComparer.Ordinal);
        foreach (string file in Directory.EnumerateFiles(folder, "System.*.dll"))
            foreach (Type type in Assembly.Load(Path.GetFileNameWithoutExtension(file)).GetExportedTypes())
            {
                string name = type.Name.Split('`')[0];
                if (name.Length is >= Shortest and <= Longest && name.All(char.IsAsciiLetter)) names.Add(name.ToLowerInvariant());
            }

        return [.. names];
    }
}
