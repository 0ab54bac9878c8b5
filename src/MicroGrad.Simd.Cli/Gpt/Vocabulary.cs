namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>Letters as numbers, and one more token that stands before and behind every name.</summary>
internal static class Vocabulary
{
    public const int Letters = 26;
    public const int Boundary = Letters;
    public const int Size = Letters + 1;

    /// <summary>The tokens of a name of lower-case letters, boundaries included.</summary>
    public static int[] Encode(string name) => [Boundary, .. name.Select(letter => letter - 'a'), Boundary];

    public static char Letter(int token) => (char)('a' + token);
}
