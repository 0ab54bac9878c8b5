namespace MicroGrad.Simd.Diagnostics;

/// <summary>The size of one node in the SVG, from an estimate of its text: a drawing without an outside program has no font to measure.</summary>
internal sealed class SvgBox
{
    public const double FontSize = 12, LineHeight = 17, Padding = 9, BadgeHeight = 24, BadgeLink = 12, KeyWidth = 40;

    private const int LongestText = 28;

    // Generous for a monospaced face, so that text stays inside its box whichever one the viewer has.
    private const double CharacterWidth = 0.62 * FontSize;

    public SvgBox(ComputationNode node)
    {
        Node = node;
        Title = string.IsNullOrWhiteSpace(node.Label) ? null : Shorten(node.Label);
        Op = Shorten(node.Op);

        // A constant has nothing to tell but its number.
        if (node.IsConstant)
            Rows = [("", Shorten(node.Data))];
        else if (node.Grad is null)
            Rows = [("data", Shorten(node.Data))];
        else
            Rows = [("data", Shorten(node.Data)), ("grad", Shorten(node.Grad))];

        double rowWidth = Rows.Max(row => (row.Key.Length > 0 ? KeyWidth : 0) + TextWidth(row.Text));
        BoxWidth = double.Max(rowWidth, Title is null ? 0 : TextWidth(Title)) + 2 * Padding;
        Height = (Rows.Length + (Title is null ? 0 : 1)) * LineHeight + 2 * Padding - 4;
        BadgeWidth = node.IsSource ? 0 : double.Max(BadgeHeight, TextWidth(Op) + 12);
        Width = node.IsSource ? BoxWidth : BadgeWidth + BadgeLink + BoxWidth;
    }

    public ComputationNode Node { get; }

    public string? Title { get; }

    public string Op { get; }

    public (string Key, string Text)[] Rows { get; }

    public double BoxWidth { get; }

    public double BadgeWidth { get; }

    public double Width { get; }

    public double Height { get; }

    private static double TextWidth(string text)
    {
        double width = 0;
        // Beyond Latin, Greek and Cyrillic a glyph may be a full em wide.
        foreach (char c in text) width += c < '\u0500' ? CharacterWidth : FontSize;
        return width;
    }

    private static string Shorten(string text)
    {
        text = NodeText.OneLine(text);
        if (text.Length <= LongestText) return text;
        int length = char.IsHighSurrogate(text[LongestText - 2]) ? LongestText - 2 : LongestText - 1;
        return text[..length] + "…";
    }
}
