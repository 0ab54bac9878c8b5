using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd.Contractions;

/// <summary>Reads equations such as <c>bij,bjk->bik</c>, <c>...ij->...ji</c> and <c>i,i</c>; spaces mean nothing.</summary>
internal static class EinsumParser
{
    private const string Ellipsis = "...", Arrow = "->";

    public static EinsumEquation Parse(string text)
    {
        string[] sides = text.Replace(" ", "", StringComparison.Ordinal).Split(Arrow);
        if (sides.Length > 2) Throw.SeveralArrows(text);
        EinsumTerm[] operands = [.. sides[0].Split(',').Select(term => Term(text, term))];
        return new EinsumEquation(text, operands, sides.Length == 2 ? Result(text, sides[1], operands) : null);
    }

    private static EinsumTerm Result(string text, string side, EinsumTerm[] operands)
    {
        if (side.Contains(',', StringComparison.Ordinal)) Throw.SeveralResults(text);
        EinsumTerm result = Term(text, side);
        for (int i = 0; i < result.Letters.Length; i++)
        {
            int label = result.Letters[i];
            if (result.Letters.AsSpan(0, i).Contains(label)) Throw.RepeatedInResult(text, EinsumTerm.Text(label));
            if (!operands.Any(term => term.Letters.Contains(label))) Throw.UnknownInResult(text, EinsumTerm.Text(label));
        }

        return result;
    }

    private static EinsumTerm Term(string text, string term)
    {
        int dots = term.IndexOf('.', StringComparison.Ordinal);
        if (dots >= 0)
        {
            string rest = dots + Ellipsis.Length <= term.Length ? term[(dots + Ellipsis.Length)..] : "";
            if (!term[dots..].StartsWith(Ellipsis, StringComparison.Ordinal) || rest.Contains('.', StringComparison.Ordinal)) Throw.BadEllipsis(text, term);
            term = term[..dots] + rest;
        }

        foreach (char letter in term)
            if (!char.IsAsciiLetter(letter)) Throw.NotALetter(text, letter);
        return new EinsumTerm([.. term.Select(EinsumTerm.LabelOf)], dots);
    }
}
