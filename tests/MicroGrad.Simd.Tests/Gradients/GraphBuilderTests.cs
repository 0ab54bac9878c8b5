using Xunit;

namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>The properties say as much as their graphs do.</summary>
public sealed class GraphBuilderTests
{
    private static readonly Graph[] TensorGraphs = [.. Recipes(8).Select(GraphBuilder.Tensors)];

    [Fact]
    public void Every_operation_occurs_in_tensor_graphs()
    {
        string[] others =
        [
            "reshape", "transpose", "slice", "sum over",
        ];
        foreach (string name in others.Concat(ElementOps.OfOne.Select(op => op.Name)).Concat(ElementOps.OfTwo.Select(op => op.Name)))
        {
            int count = TensorGraphs.Count(graph => graph.Nodes.Any(node => node.Text.StartsWith(name, StringComparison.Ordinal) && node.Shape.ElementCount > 0));
            Assert.True(count >= 5, $"{name} occurs in {count} of {TensorGraphs.Length} graphs.");
        }
    }

    [Fact]
    public void Every_function_of_scalars_occurs_in_scalar_graphs()
    {
        Graph[] graphs = [.. Recipes(30).Select(GraphBuilder.Scalars)];
        foreach (string name in ElementOps.OfOne.Select(op => op.Name).Concat(ElementOps.OfTwo.Select(op => op.Name)))
            Assert.True(graphs.Count(graph => graph.Nodes.Any(node => node.Text == name)) >= 20, name);
    }

    [Fact]
    public void Ranks_extents_and_broadcasting_of_every_kind_occur()
    {
        foreach (int rank in Enumerable.Range(0, 5)) Assert.Contains(TensorGraphs, graph => graph.Leaves.Any(leaf => leaf.Shape.Rank == rank));
        foreach (int extent in Enumerable.Range(0, 5)) Assert.Contains(TensorGraphs, graph => graph.Leaves.Any(leaf => leaf.Shape.Contains(extent)));
        Assert.Contains(TensorGraphs, graph => graph.Nodes.Any(node => node.TwoOp is not null && node.Parents.All(parent => graph.Nodes[parent].Shape != node.Shape)));
    }

    [Fact]
    public void Most_gradients_are_large_enough_to_be_checked()
    {
        int all = 0, checkable = 0;
        foreach (Graph graph in TensorGraphs.Take(100))
        {
            GradientReport report = GradientCheck.Compare(x => graph.Run(x)[^1], graph.Leaves);
            all += report.Entries.Count;
            checkable += report.Entries.Count(entry => Math.Abs(entry.Numeric) > GradientEntry.Floor);
        }

        Assert.True(checkable > 0.6 * all, $"{checkable} of {all}");
    }

    private static IEnumerable<Recipe> Recipes(int steps)
    {
        var random = new Random(1);
        for (int i = 0; i < 300; i++)
        {
            var numbers = new int[steps];
            for (int j = 0; j < steps; j++) numbers[j] = random.Next(1_000_000);
            yield return new Recipe(random.Next(1_000_000), numbers);
        }
    }
}
