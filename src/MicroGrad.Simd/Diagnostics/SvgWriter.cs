using System.Globalization;
using System.Text;
using System.Xml;

namespace MicroGrad.Simd.Diagnostics;

/// <summary>A finished SVG that needs no font, style sheet or script from elsewhere.</summary>
internal static class SvgWriter
{
    private const string Ink = "#0f172a", Muted = "#64748b", Line = "#94a3b8";

    public static string Write(ComputationGraph graph)
    {
        var layout = new SvgLayout(graph);
        var text = new StringBuilder();
        using (XmlWriter svg = XmlWriter.Create(text, new XmlWriterSettings { Indent = true, NewLineChars = "\n", OmitXmlDeclaration = true }))
        {
            svg.WriteStartElement("svg", "http://www.w3.org/2000/svg");
            Attribute(svg, "width", layout.Width);
            Attribute(svg, "height", layout.Height);
            svg.WriteAttributeString("viewBox", $"0 0 {Number(layout.Width)} {Number(layout.Height)}");
            svg.WriteAttributeString("role", "img");
            svg.WriteAttributeString("font-family", "ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace");
            Attribute(svg, "font-size", SvgBox.FontSize);
            svg.WriteElementString("title", "Computation graph");
            Rectangle(svg, 0, 0, layout.Width, layout.Height, 0, "#ffffff", null);

            for (int edge = 0; edge < graph.Edges.Length; edge++) WriteEdge(svg, graph, layout, edge);
            HashSet<int> used = [.. graph.Edges.Select(edge => edge.Parent)];
            for (int node = 0; node < layout.Boxes.Length; node++) WriteNode(svg, layout, node, !used.Contains(layout.Boxes[node].Node.Id));
            svg.WriteEndElement();
        }

        return text.Append('\n').ToString();
    }

    private static void WriteEdge(XmlWriter svg, ComputationGraph graph, SvgLayout layout, int edge)
    {
        (double X, double Y)[] points = [.. layout.Route(edge)];
        var path = new StringBuilder($"M{Number(points[0].X)} {Number(points[0].Y)}");
        for (int i = 1; i < points.Length; i++)
        {
            (double x0, double y0) = points[i - 1];
            (double x, double y) = points[i];
            double middle = (x0 + x) / 2;
            path.Append(y == y0 ? $" H{Number(x)}" : $" C{Number(middle)} {Number(y0)} {Number(middle)} {Number(y)} {Number(x)} {Number(y)}");
        }

        svg.WriteStartElement("path");
        svg.WriteAttributeString("d", path.ToString());
        svg.WriteAttributeString("fill", "none");
        svg.WriteAttributeString("stroke", Line);
        svg.WriteAttributeString("stroke-width", "1.5");
        svg.WriteEndElement();

        if (layout.End(edge).Node.OperandOrderMatters)
        {
            (double x, double y) = points[^1];
            Text(svg, (graph.Edges[edge].Operand + 1).ToString(CultureInfo.InvariantCulture), x - 7, y - 4, Muted, size: 9);
        }
    }

    private static void WriteNode(XmlWriter svg, SvgLayout layout, int node, bool isResult)
    {
        SvgBox box = layout.Boxes[node];
        double x = layout.Left(node), y = layout.Centre(node);

        svg.WriteStartElement("g");
        svg.WriteElementString("title", string.Join(", ", NodeText.Fields(box.Node).Prepend(NodeText.OneLine(box.Node.Op))));
        if (!box.Node.IsSource)
        {
            Rectangle(svg, x, y - SvgBox.BadgeHeight / 2, box.BadgeWidth, SvgBox.BadgeHeight, SvgBox.BadgeHeight / 2, "#334155", null);
            Text(svg, box.Op, x + box.BadgeWidth / 2, y + 4, "#ffffff", "middle", bold: true);
            x += box.BadgeWidth;
            Rectangle(svg, x, y - 0.75, SvgBox.BadgeLink, 1.5, 0, Line, null);
            x += SvgBox.BadgeLink;
        }

        (string fill, string stroke) = box.Node.IsConstant ? ("#f8fafc", "#cbd5e1")
            : box.Node.IsSource ? ("#eff6ff", "#3b82f6")
            : isResult ? ("#f0fdf4", "#16a34a") : ("#ffffff", Muted);
        Rectangle(svg, x, y - box.Height / 2, box.BoxWidth, box.Height, 7, fill, stroke);
        WriteRows(svg, box, x, y - box.Height / 2 + SvgBox.Padding + 9);
        svg.WriteEndElement();
    }

    private static void WriteRows(XmlWriter svg, SvgBox box, double x, double baseline)
    {
        if (box.Title is not null)
        {
            Text(svg, box.Title, x + box.BoxWidth / 2, baseline, Ink, "middle", bold: true);
            baseline += SvgBox.LineHeight;
        }

        foreach ((string key, string value) in box.Rows)
        {
            if (key.Length > 0) Text(svg, key, x + SvgBox.Padding, baseline, Muted);
            Text(svg, value, x + box.BoxWidth - SvgBox.Padding, baseline, box.Node.IsConstant ? Muted : Ink, "end");
            baseline += SvgBox.LineHeight;
        }
    }

    private static void Text(XmlWriter svg, string text, double x, double y, string colour, string? anchor = null, bool bold = false, double? size = null)
    {
        svg.WriteStartElement("text");
        Attribute(svg, "x", x);
        Attribute(svg, "y", y);
        svg.WriteAttributeString("fill", colour);
        if (anchor is not null) svg.WriteAttributeString("text-anchor", anchor);
        if (bold) svg.WriteAttributeString("font-weight", "600");
        if (size is { } s) Attribute(svg, "font-size", s);
        svg.WriteString(text);
        svg.WriteEndElement();
    }

    private static void Rectangle(XmlWriter svg, double x, double y, double width, double height, double radius, string fill, string? stroke)
    {
        svg.WriteStartElement("rect");
        Attribute(svg, "x", x);
        Attribute(svg, "y", y);
        Attribute(svg, "width", width);
        Attribute(svg, "height", height);
        if (radius > 0) Attribute(svg, "rx", radius);
        svg.WriteAttributeString("fill", fill);
        if (stroke is not null) svg.WriteAttributeString("stroke", stroke);
        svg.WriteEndElement();
    }

    private static void Attribute(XmlWriter svg, string name, double value) => svg.WriteAttributeString(name, Number(value));

    private static string Number(double value) => double.Round(value, 1).ToString(CultureInfo.InvariantCulture);
}
