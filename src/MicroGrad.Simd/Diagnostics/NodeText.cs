using System.Globalization;

namespace MicroGrad.Simd.Diagnostics;

/// <summary>What every drawing writes into the box of a node.</summary>
internal static class NodeText
{
    /// <summary>A name for the node that needs no quotes; constants have negative ids, and a minus sign would end a name in DOT.</summary>
    public static string Name(int id) => string.Create(CultureInfo.InvariantCulture, $"{(id < 0 ? 'c' : 'n')}{long.Abs(id)}");

    /// <summary>Label, data and gradient, those that the node has, each on one line.</summary>
    public static IEnumerable<string> Fields(ComputationNode node)
    {
        if (!string.IsNullOrWhiteSpace(node.Label)) yield return OneLine(node.Label);
        yield return "data " + OneLine(node.Data);
        if (node.Grad is not null) yield return "grad " + OneLine(node.Grad);
    }

    // A control character has no picture, and XML forbids most of them even as entities.
    public static string OneLine(string text) =>
        string.Create(text.Length, text, static (line, text) =>
        {
            for (int i = 0; i < line.Length; i++)
            {
                char c = text[i];
                bool paired = char.IsHighSurrogate(c) ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])
                    : !char.IsLowSurrogate(c) || (i > 0 && char.IsHighSurrogate(text[i - 1]));
                line[i] = char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : paired && c < '\uFFFE' ? c : '\uFFFD';
            }
        });
}
