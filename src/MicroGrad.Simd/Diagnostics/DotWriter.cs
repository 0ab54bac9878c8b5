using System.Globalization;
using System.Text;

namespace MicroGrad.Simd.Diagnostics;

/// <summary>Graphviz DOT in micrograd's look: a record for each value and a small node for the operation that made it.</summary>
internal static class DotWriter
{
    public static string Write(ComputationGraph graph)
    {
        var text = new StringBuilder();
        text.Append("digraph computation {\n");
        text.Append("  graph [rankdir=LR, nodesep=0.2, ranksep=0.3];\n");
        text.Append("  node [fontname=\"Helvetica\", fontsize=11, color=\"#64748b\"];\n");
        text.Append("  edge [fontname=\"Helvetica\", fontsize=9, color=\"#94a3b8\", arrowsize=0.7];\n");

        foreach (ComputationNode node in graph.Nodes)
            WriteNode(text, node);

        Dictionary<int, ComputationNode> nodes = graph.Nodes.ToDictionary(node => node.Id);
        foreach (ComputationEdge edge in graph.Edges)
        {
            text.Append(CultureInfo.InvariantCulture, $"  {NodeText.Name(edge.Parent)} -> {NodeText.Name(edge.Child)}op");
            if (nodes[edge.Child].OperandOrderMatters)
                text.Append(CultureInfo.InvariantCulture, $" [headlabel=\"{edge.Operand + 1}\"]");
            text.Append(";\n");
        }

        return text.Append("}\n").ToString();
    }

    private static void WriteNode(StringBuilder text, ComputationNode node)
    {
        string fields = string.Join(" | ", NodeText.Fields(node).Select(EscapeRecord));
        string look = node.IsConstant ? ", style=\"rounded,dashed\"" : node.IsSource ? ", style=\"rounded,filled\", fillcolor=\"#eff6ff\"" : ", style=rounded";
        text.Append(CultureInfo.InvariantCulture, $"  {NodeText.Name(node.Id)} [shape=record, label=\"{{ {fields} }}\"{look}];\n");
        if (node.IsSource) return;

        text.Append(CultureInfo.InvariantCulture, $"  {NodeText.Name(node.Id)}op [label=\"{EscapeString(NodeText.OneLine(node.Op))}\", shape=ellipse, height=0.3, width=0.3, margin=\"0.06,0.02\"];\n");
        text.Append(CultureInfo.InvariantCulture, $"  {NodeText.Name(node.Id)}op -> {NodeText.Name(node.Id)};\n");
    }

    private static string EscapeString(string text) => Escape(text, "\"\\");

    // In a record label these also separate and nest fields.
    private static string EscapeRecord(string text) => Escape(text, "\"\\{}|<>");

    private static string Escape(string text, string special)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (special.Contains(c, StringComparison.Ordinal)) escaped.Append('\\');
            escaped.Append(c);
        }

        return escaped.ToString();
    }
}
