using System.Globalization;
using System.Text;

namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>A node: a leaf with its numbers, or a function of earlier nodes.</summary>
internal sealed record GraphNode(string Text, Shape Shape, int[] Parents)
{
    /// <summary>The numbers of a leaf or a constant.</summary>
    public double[]? Numbers { get; init; }

    public bool IsVariable { get; init; }

    public Func<Tensor<double>[], Tensor<double>>? OnTensors { get; init; }

    public OneOp? OneOp { get; init; }

    public TwoOp? TwoOp { get; init; }
}

/// <summary>Tensor elements in the scalar engine.</summary>
internal sealed record Grid(Value<double>[] Elements, Shape Shape)
{
    /// <summary>The element that stands at an index of a shape this broadcasts to.</summary>
    public Value<double> At(int index, Shape result)
    {
        int offset = 0, stride = 1;
        for (int axis = 1; axis <= result.Rank; axis++)
        {
            int coordinate = index % result[^axis];
            index /= result[^axis];
            if (axis > Shape.Rank) continue;
            if (Shape[^axis] != 1) offset += coordinate * stride;
            stride *= Shape[^axis];
        }

        return Elements[offset];
    }
}

/// <summary>A graph that either engine can run. The last node is the root.</summary>
internal sealed class Graph(IReadOnlyList<GraphNode> nodes)
{
    public IReadOnlyList<GraphNode> Nodes => nodes;

    public (double[] Values, Shape Shape)[] Leaves => [.. nodes.Where(node => node.IsVariable).Select(node => (node.Numbers!, node.Shape))];

    /// <summary>Runs every node; the last is the root.</summary>
    /// <param name="leaves">The variables, in the order of <see cref="Leaves"/>; at least one.</param>
    /// <param name="between">Called before every node.</param>
    public Tensor<double>[] Run(Tensor<double>[] leaves, Action<Tensor<double>[]>? between = null)
    {
        TensorTape<double> tape = leaves[0].Tape;
        var results = new Tensor<double>[nodes.Count];
        int leaf = 0;
        for (int i = 0; i < results.Length; i++)
        {
            GraphNode node = nodes[i];
            between?.Invoke(results[..i]);
            Tensor<double>[] parents = Array.ConvertAll(node.Parents, parent => results[parent]);
            results[i] = node.IsVariable ? leaves[leaf++]
                : node.Numbers is { } numbers ? tape.Constant(numbers, node.Shape)
                : node.OneOp is { } one ? one.OnTensor(parents[0])
                : node.TwoOp is { } two ? two.OnTensor(parents[0], parents[1])
                : node.OnTensors!(parents);
        }

        return results;
    }

    /// <summary>Runs every node element by element.</summary>
    public Grid[] Run(Grid[] leaves, Action<Grid[]>? between = null)
    {
        var results = new Grid[nodes.Count];
        int leaf = 0;
        for (int i = 0; i < results.Length; i++)
        {
            GraphNode node = nodes[i];
            between?.Invoke(results[..i]);
            if (node.IsVariable)
            {
                results[i] = leaves[leaf++];
                continue;
            }

            var elements = new Value<double>[node.Shape.ElementCount];
            for (int j = 0; j < elements.Length; j++)
            {
                elements[j] = node.Numbers is { } numbers ? numbers[j]
                    : node.OneOp is { } one ? one.OnValue(results[node.Parents[0]].Elements[j])
                    : node.TwoOp!.OnValue(results[node.Parents[0]].At(j, node.Shape), results[node.Parents[1]].At(j, node.Shape));
            }

            results[i] = new Grid(elements, node.Shape);
        }

        return results;
    }

    public override string ToString()
    {
        var text = new StringBuilder().AppendLine();
        for (int i = 0; i < nodes.Count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"  n{i} {nodes[i].Shape} = {nodes[i].Text}");
            if (nodes[i].Parents.Length > 0) text.Append(CultureInfo.InvariantCulture, $" ({string.Join(", ", nodes[i].Parents.Select(parent => $"n{parent}"))})");
            if (nodes[i].Numbers is { } numbers)
                text.Append(CultureInfo.InvariantCulture, $" {{ {string.Join(", ", numbers.Take(GraphBuilder.Few).Select(number => number.ToString("R", CultureInfo.InvariantCulture)))}{(numbers.Length > GraphBuilder.Few ? ", …" : "")} }}");
            text.AppendLine();
        }

        return text.ToString();
    }
}
