using System.Xml.Linq;
using MicroGrad.Simd.Diagnostics;
using Xunit;

namespace MicroGrad.Simd.Tests.Diagnostics;

public class ComputationGraphTests
{
    private const string Hostile = "<b>\"&|{}\\`#;\n\u0001\uD800]]> --> \u2028";

    /// <summary>y = (a + 1) − a.</summary>
    private static ComputationGraph Small() => ComputationGraph.Create(
        new ComputationNode(1, ComputationNode.Leaf, "-4.0000", "0.0000", "a"),
        new ComputationNode(2, ComputationNode.Constant, "1.0000"),
        new ComputationNode(3, "+", "-3.0000", "1.0000", null, 1, 2),
        new ComputationNode(4, "−", "1.0000", "1.0000", "y", 3, 1));

    [Fact]
    public void Edges_run_from_operand_to_result_in_operand_order() =>
        Assert.Equal(new ComputationEdge[] { new(1, 3, 0), new(2, 3, 1), new(3, 4, 0), new(1, 4, 1) }, Small().Edges.AsSpan());

    [Fact]
    public void Dot_is_micrograds_picture() => Assert.Equal(
        """
        digraph computation {
          graph [rankdir=LR, nodesep=0.2, ranksep=0.3];
          node [fontname="Helvetica", fontsize=11, color="#64748b"];
          edge [fontname="Helvetica", fontsize=9, color="#94a3b8", arrowsize=0.7];
          n1 [shape=record, label="{ a | data -4.0000 | grad 0.0000 }", style="rounded,filled", fillcolor="#eff6ff"];
          n2 [shape=record, label="{ data 1.0000 }", style="rounded,dashed"];
          n3 [shape=record, label="{ data -3.0000 | grad 1.0000 }", style=rounded];
          n3op [label="+", shape=ellipse, height=0.3, width=0.3, margin="0.06,0.02"];
          n3op -> n3;
          n4 [shape=record, label="{ y | data 1.0000 | grad 1.0000 }", style=rounded];
          n4op [label="−", shape=ellipse, height=0.3, width=0.3, margin="0.06,0.02"];
          n4op -> n4;
          n1 -> n3op;
          n2 -> n3op;
          n3 -> n4op [headlabel="1"];
          n1 -> n4op [headlabel="2"];
        }

        """, Small().ToDot(), ignoreLineEndingDifferences: true);

    [Fact]
    public void Mermaid_is_a_flowchart() => Assert.Equal(
        """
        flowchart LR
          n1["a<br/>data -4.0000<br/>grad 0.0000"]:::leaf
          n2["data 1.0000"]:::constant
          n3["data -3.0000<br/>grad 1.0000"]:::value
          n3op(["+"]):::op --> n3
          n4["y<br/>data 1.0000<br/>grad 1.0000"]:::value
          n4op(["−"]):::op --> n4
          n1 --> n3op
          n2 --> n3op
          n3 -->|1| n4op
          n1 -->|2| n4op
          classDef leaf fill:#eff6ff,stroke:#3b82f6,color:#0f172a
          classDef constant fill:#f8fafc,stroke:#94a3b8,color:#475569,stroke-dasharray:4 3
          classDef value fill:#ffffff,stroke:#64748b,color:#0f172a
          classDef op fill:#334155,stroke:#334155,color:#ffffff

        """, Small().ToMermaid(), ignoreLineEndingDifferences: true);

    [Fact]
    public void Svg_is_xml_that_shows_every_label_number_and_op()
    {
        XDocument svg = XDocument.Parse(Small().ToSvg());

        string[] texts = [.. svg.Descendants().Where(e => e.Name.LocalName == "text").Select(e => e.Value)];
        foreach (string expected in (string[])["a", "y", "-4.0000", "-3.0000", "1.0000", "0.0000", "+", "−"])
            Assert.Contains(expected, texts);
        Assert.Equal(4, svg.Descendants().Count(e => e.Name.LocalName == "path"));
    }

    [Fact]
    public void Hostile_text_cannot_leave_its_label()
    {
        ComputationGraph graph = ComputationGraph.Create(
            new ComputationNode(0, ComputationNode.Leaf, Hostile, Hostile, Hostile),
            new ComputationNode(1, Hostile, "1", null, Hostile, 0));

        XDocument.Parse(graph.ToSvg());
        Assert.Contains("n0 [shape=record, label=\"{ \\<b\\>\\\"&\\|\\{\\}\\\\`#;  \uFFFD]]\\> --\\>   | ", graph.ToDot(), StringComparison.Ordinal);
        Assert.Contains("n0[\"#60;b#62;#34;#38;|{}#92;#96;#35;#59;  \uFFFD]]#62; --#62;  <br/>", graph.ToMermaid(), StringComparison.Ordinal);
        Assert.Equal(9, graph.ToMermaid().Count(c => c == '\n'));
    }

    [Fact]
    public void A_graph_needs_its_operands_first_and_its_ids_once()
    {
        ComputationNode a = new(0, ComputationNode.Leaf, "1"), b = new(1, "relu", "1", null, null, 0);

        Assert.StartsWith("Computation graph: node 1 uses node 0, which does not stand before it.", Assert.Throws<ArgumentException>(() => ComputationGraph.Create(b, a)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Computation graph: the id 0 appears twice.", Assert.Throws<ArgumentException>(() => ComputationGraph.Create(a, a)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Computation graph: there is no node to draw.", Assert.Throws<ArgumentException>(() => ComputationGraph.Create()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0.0, "0.0000")]
    [InlineData(-24.70408, "-24.7041")]
    [InlineData(1.25e-9, "1.250E-9")]
    [InlineData(-3e12, "-3.000E+12")]
    [InlineData(double.NaN, "NaN")]
    [InlineData(double.NegativeInfinity, "-Infinity")]
    public void Numbers_have_four_decimals_unless_that_hides_them(double value, string text) => Assert.Equal(text, NumberText.Of(value));
}
