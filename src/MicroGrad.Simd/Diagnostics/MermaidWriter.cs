using System.Globalization;
using System.Text;

namespace MicroGrad.Simd.Diagnostics;

/// <summary>A Mermaid flowchart, left to right.</summary>
internal static class MermaidWriter
{
    public static string Write(ComputationGraph graph)
    {
        var text = new StringBuilder();
        text.Append("flowchart LR\n");
        foreach (ComputationNode node in graph.Nodes)
            WriteNode(text, node);

        Dictionary<int, ComputationNode> nodes = graph.Nodes.ToDictionary(node => node.Id);
        foreach (ComputationEdge edge in graph.Edges)
        {
            string order = nodes[edge.Child].OperandOrderMatters ? string.Create(CultureInfo.InvariantCulture, $"|{edge.Operand + 1}|") : "";
            text.Append(CultureInfo.InvariantCulture, $"  {NodeText.Name(edge.Parent)} -->{order} {NodeText.Name(edge.Child)}op\n");
        }

        text.Append("  classDef leaf fill:#eff6ff,stroke:#3b82f6,color:#0f172a\n");
        text.Append("  classDef constant fill:#f8fafc,stroke:#94a3b8,color:#475569,stroke-dasharray:4 3\n");
        text.Append("  classDef value fill:#ffffff,stroke:#64748b,color:#0f172a\n");
        text.Append("  classDef op fill:#334155,stroke:#334155,color:#ffffff\n");
        return text.ToString();
    }

    private static void WriteNode(StringBuilder text, ComputationNode node)
    {
        string fields = string.Join("<br/>", NodeText.Fields(node).Select(Escape));
        string look = node.IsConstant ? "constant" : node.IsSource ? "leaf" : "value";
        text.Append(CultureInfo.InvariantCulture, $"  {NodeText.Name(node.Id)}[\"{fields}\"]:::{look}\n");
        if (node.IsSource) return;

        text.Append(CultureInfo.InvariantCulture, $"  {NodeText.Name(node.Id)}op([\"{Escape(NodeText.OneLine(node.Op))}\"]):::op --> {NodeText.Name(node.Id)}\n");
    }

    // Mermaid has entities of its own: '#', a name or a code point, ';'.
    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is '"' or '#' or '<' or '>' or '&' or '`' or '\\' or ';')
                escaped.Append(CultureInfo.InvariantCulture, $"#{(int)c};");
            else
                escaped.Append(c);
        }

        return escaped.ToString();
    }
}
