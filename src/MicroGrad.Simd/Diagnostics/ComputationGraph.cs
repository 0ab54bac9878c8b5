using System.Collections.Immutable;
using MicroGrad.Simd.Diagnostics;

namespace MicroGrad.Simd;

/// <summary>An immutable picture of how a value was computed, with data and gradient at each node, ready to be drawn.</summary>
/// <remarks>The three drawings need no outside program: Graphviz and Mermaid text, and a finished SVG.</remarks>
public sealed partial class ComputationGraph
{
    private ComputationGraph(ImmutableArray<ComputationNode> nodes, ImmutableArray<ComputationEdge> edges)
    {
        Nodes = nodes;
        Edges = edges;
    }

    /// <summary>Gets the nodes in topological order: every node stands after its operands.</summary>
    public ImmutableArray<ComputationNode> Nodes { get; }

    /// <summary>Gets the edges from operand to result, grouped by result and in operand order.</summary>
    public ImmutableArray<ComputationEdge> Edges { get; }

    /// <summary>Writes the graph in the DOT language of Graphviz, in the look of micrograd: a record for each value, a small node for each operation.</summary>
    /// <returns>The text of a <c>.dot</c> file.</returns>
    public string ToDot() => DotWriter.Write(this);

    /// <summary>Writes the graph as a Mermaid flowchart, which GitHub and many Markdown viewers draw in place.</summary>
    /// <returns>The text of a <c>.mmd</c> file.</returns>
    public string ToMermaid() => MermaidWriter.Write(this);

    /// <summary>Draws the graph as SVG, left to right, laid out here and complete in itself.</summary>
    /// <returns>The text of an <c>.svg</c> file.</returns>
    public string ToSvg() => SvgWriter.Write(this);

    /// <summary>Builds a graph from nodes that are already in topological order, as on a tape.</summary>
    /// <exception cref="ArgumentException">There is no node, an id appears twice, or an operand does not stand before its use.</exception>
    internal static ComputationGraph Create(params ReadOnlySpan<ComputationNode> nodes)
    {
        if (nodes.IsEmpty) throw new ArgumentException("Computation graph: there is no node to draw.", nameof(nodes));

        var known = new HashSet<int>(nodes.Length);
        var edges = ImmutableArray.CreateBuilder<ComputationEdge>();
        foreach (ComputationNode node in nodes)
        {
            for (int operand = 0; operand < node.Parents.Length; operand++)
            {
                int parent = node.Parents[operand];
                if (!known.Contains(parent))
                    throw new ArgumentException($"Computation graph: node {node.Id} uses node {parent}, which does not stand before it.", nameof(nodes));
                edges.Add(new ComputationEdge(parent, node.Id, operand));
            }

            if (!known.Add(node.Id))
                throw new ArgumentException($"Computation graph: the id {node.Id} appears twice.", nameof(nodes));
        }

        return new ComputationGraph([.. nodes], edges.DrainToImmutable());
    }
}
