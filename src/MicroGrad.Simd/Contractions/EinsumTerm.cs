using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Contractions;

/// <summary>The axes of one operand of an equation, or of its result.</summary>
/// <param name="Letters">The label of each letter.</param>
/// <param name="EllipsisAt">Letters before the ellipsis; −1 without one.</param>
internal sealed record EinsumTerm(int[] Letters, int EllipsisAt)
{
    /// <summary>Labels there are: 26 capitals, 26 small letters, and one for each axis that an ellipsis can stand for.</summary>
    public const int LabelCount = 52 + PerAxis.Capacity;

    public bool HasEllipsis => EllipsisAt >= 0;

    /// <summary>The label of a letter: capitals first, as an implicit result sorts them.</summary>
    public static int LabelOf(char letter) => char.IsAsciiLetterUpper(letter) ? letter - 'A' : letter - 'a' + 26;

    /// <summary>How messages name a label.</summary>
    public static string Text(int label) => label < 26 ? $"{(char)('A' + label)}" : label < 52 ? $"{(char)('a' + label - 26)}" : $"axis {label - LabelCount} of '...'";

    /// <summary>The label of every axis. Axes of an ellipsis are counted from its end, so that those of different operands are aligned as broadcasting aligns them.</summary>
    public PerAxis Labels(int rank)
    {
        PerAxis labels = default;
        int before = HasEllipsis ? EllipsisAt : Letters.Length, covered = rank - Letters.Length;
        for (int i = 0; i < rank; i++)
            labels[i] = i < before ? Letters[i] : i < before + covered ? LabelCount - (before + covered - i) : Letters[i - covered];
        return labels;
    }
}
