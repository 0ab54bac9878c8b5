using FsCheck.Xunit;
using MicroGrad.Simd.Diagnostics;
using Xunit;

namespace MicroGrad.Simd.Tests.Diagnostics;

public class SvgLayoutTests
{
    /// <summary>A graph of random shape in which every node but the last is used, as on a tape seen from its root.</summary>
    private static ComputationGraph Random(int seed, int count)
    {
        var random = new Random(seed);
        var nodes = new List<ComputationNode>();
        for (int i = 0; i < count; i++)
        {
            string label = new('x', random.Next(30));
            nodes.Add(i < 2 || random.Next(4) == 0
                ? new ComputationNode(i, i % 2 == 0 ? ComputationNode.Leaf : ComputationNode.Constant, "1.0000", null, label)
                : new ComputationNode(i, "×", "1.0000", "2.0000", label, random.Next(i), random.Next(i)));
        }

        int[] unused = [.. nodes.Select(n => n.Id).Except(nodes.SelectMany(n => n.Parents))];
        nodes.Add(new ComputationNode(count, "sum", "3.0000", "1.0000", "root", unused));
        return ComputationGraph.Create([.. nodes]);
    }

    [Property]
    public void Boxes_never_overlap_and_stay_inside_the_picture(int seed, byte count)
    {
        ComputationGraph graph = Random(seed, count + 1);
        var layout = new SvgLayout(graph);

        var boxes = Enumerable.Range(0, layout.Boxes.Length)
            .Select(n => (Left: layout.Left(n), Top: layout.Centre(n) - layout.Boxes[n].Height / 2, layout.Boxes[n].Width, layout.Boxes[n].Height)).ToArray();
        foreach (var box in boxes)
        {
            Assert.InRange(box.Left, SvgLayout.Margin - 1e-6, layout.Width - SvgLayout.Margin - box.Width + 1e-6);
            Assert.InRange(box.Top, SvgLayout.Margin - 1e-6, layout.Height - SvgLayout.Margin - box.Height + 1e-6);
        }

        for (int i = 0; i < boxes.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                bool apart = boxes[i].Left + boxes[i].Width <= boxes[j].Left || boxes[j].Left + boxes[j].Width <= boxes[i].Left
                    || boxes[i].Top + boxes[i].Height <= boxes[j].Top + 1e-6 || boxes[j].Top + boxes[j].Height <= boxes[i].Top + 1e-6;
                Assert.True(apart, $"Nodes {i} and {j} overlap.");
            }
        }
    }

    [Property]
    public void Every_edge_runs_to_the_right(int seed, byte count)
    {
        ComputationGraph graph = Random(seed, count + 1);
        var layout = new SvgLayout(graph);

        for (int edge = 0; edge < graph.Edges.Length; edge++)
        {
            double[] xs = [.. layout.Route(edge).Select(point => double.Round(point.X, 6))];
            Assert.Equal(xs.Order(), xs);
        }
    }

    [Fact]
    public void A_tree_is_drawn_without_crossings()
    {
        // The leaves are recorded in an order that crosses: 0 and 2 meet, 1 and 3 meet.
        ComputationGraph graph = ComputationGraph.Create(
            Leaf(0), Leaf(1), Leaf(2), Leaf(3),
            new ComputationNode(4, "+", "1", null, null, 0, 2),
            new ComputationNode(5, "+", "1", null, null, 1, 3),
            new ComputationNode(6, "+", "1", null, null, 4, 5));
        var layout = new SvgLayout(graph);

        int[] order = [.. Enumerable.Range(0, 4).OrderBy(layout.Centre)];
        Assert.Equal([0, 2, 1, 3], order);

        static ComputationNode Leaf(int id) => new(id, ComputationNode.Leaf, "1");
    }

    [Fact]
    public void A_value_used_twice_by_one_op_has_two_edges_that_end_apart()
    {
        ComputationGraph graph = ComputationGraph.Create(
            new ComputationNode(0, ComputationNode.Leaf, "3", null, "x"),
            new ComputationNode(1, "×", "9", null, null, 0, 0));
        var layout = new SvgLayout(graph);

        Assert.NotEqual(layout.Route(0).Last().Y, layout.Route(1).Last().Y);
    }

    [Fact]
    public void A_long_chain_is_drawn()
    {
        const int Length = 20_000;
        var nodes = new ComputationNode[Length];
        nodes[0] = new ComputationNode(0, ComputationNode.Leaf, "1");
        for (int i = 1; i < Length; i++) nodes[i] = new ComputationNode(i, "sin", "1", null, null, i - 1);

        Assert.EndsWith("</svg>\n", ComputationGraph.Create(nodes).ToSvg(), StringComparison.Ordinal);
    }
}
