namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>A gradient depends on its root alone: not on what else is recorded, nor on earlier backward passes.</summary>
public sealed class TapeProperties
{
    private const double Tolerance = 1e-12;

    [GraphProperty]
    public void Scalars_that_the_root_does_not_use_change_no_gradient(ScalarGraph random)
    {
        Graph graph = random.Build();
        double[] expected = Grads(graph, [^1], between: null);
        Numbers.AssertClose(expected, Grads(graph, [^1], Disturb), Tolerance, "gradient of leaf");

        static void Disturb(Grid[] before)
        {
            if (before.Length == 0) return;
            Value<double> x = before[^1].Elements[0], zero = x - x.Data;
            _ = zero.Sqrt() * 3;
            _ = zero.Log() + 1;
            _ = 1 / zero;
            _ = before[0].Elements[0] * double.NaN;
        }
    }

    [GraphProperty]
    public void Tensors_that_the_root_does_not_use_change_no_gradient(TensorGraph random)
    {
        Graph graph = random.Build();
        double[] expected = TensorGrads(graph, [^1], between: null);

        // Not to the bit: the reshape copies a strided view, and a matrix product then takes the copy, in another order of summation.
        Numbers.AssertClose(expected, TensorGrads(graph, [^1], Disturb), Tolerance, "gradient of leaf");

        static void Disturb(Tensor<double>[] before)
        {
            if (before.Length == 0) return;
            Tensor<double> x = before[^1], zero = x - x.Detach();
            _ = zero.Sqrt() * 3;
            _ = zero.Log().Sum();
            _ = 1 / zero;
            _ = x.Reshape([x.Shape.ElementCount]).Slice(0, 0, x.Shape.ElementCount / 2).Exp();
            _ = before[0] * double.NaN;
        }
    }

    [GraphProperty]
    public void Backward_passes_of_several_scalar_roots_add_up_in_the_leaves(ScalarGraph random)
    {
        Graph graph = random.Build();
        Index[] roots = Roots(graph, random.Recipe);
        double[] expected = Sum(roots, root => Grads(graph, [root], between: null));
        Numbers.AssertClose(expected, Grads(graph, roots, between: null), Tolerance, "gradient of leaf");
    }

    [GraphProperty]
    public void Backward_passes_of_several_tensor_roots_add_up_in_the_leaves(TensorGraph random)
    {
        Graph graph = random.Build();
        Index[] roots = Roots(graph, random.Recipe);
        double[] expected = Sum(roots, root => TensorGrads(graph, [root], between: null));
        Numbers.AssertClose(expected, TensorGrads(graph, roots, between: null), Tolerance, "gradient of leaf");
    }

    [GraphProperty]
    public void Nodes_that_are_no_leaves_hold_the_gradient_of_the_latest_root(TensorGraph random)
    {
        Graph graph = random.Build();
        Index[] roots = Roots(graph, random.Recipe);
        using TensorTape<double> first = new(), second = new();
        Tensor<double>[] leaves = Variables(first, graph), once = graph.Run(leaves), twice = graph.Run(Variables(second, graph));
        foreach (Index root in roots) Sweep(twice, root);
        Sweep(once, roots[^1]);
        if (!once[roots[^1]].RequiresGrad) return;
        for (int i = 0; i < once.Length; i++)
        {
            // +x is x itself, and may be a leaf.
            if (once[i].RequiresGrad && once[i].Index >= leaves.Length) Numbers.AssertClose(once[i].Grad, twice[i].Grad, 0, $"gradient of n{i}");
        }
    }

    /// <summary>The last node, two others, and the last again.</summary>
    private static Index[] Roots(Graph graph, Recipe recipe)
    {
        var random = new Random(recipe.Seed);
        return [^1, random.Next(graph.Nodes.Count), random.Next(graph.Nodes.Count), ^1];
    }

    private static double[] Sum(Index[] roots, Func<Index, double[]> grads) =>
        roots.Select(grads).Aggregate((a, b) => [.. a.Zip(b, (x, y) => x + y)]);

    /// <summary>The gradients of all leaves after a backward pass from each root.</summary>
    private static double[] Grads(Graph graph, Index[] roots, Action<Grid[]>? between)
    {
        var tape = new ValueTape<double>();
        Value<double>[] leaves = [.. graph.Leaves.Select(leaf => tape.Variable(leaf.Values[0]))];
        Grid[] results = graph.Run(Array.ConvertAll(leaves, leaf => new Grid([leaf], Shape.Scalar)), between);
        bool any = false;
        foreach (Index root in roots)
        {
            if (results[root].Elements[0].IsConstant) continue;
            results[root].Elements[0].Backward(0.75);
            any = true;
        }

        return Array.ConvertAll(leaves, leaf => any ? leaf.Grad : 0);
    }

    private static double[] TensorGrads(Graph graph, Index[] roots, Action<Tensor<double>[]>? between)
    {
        using var tape = new TensorTape<double>();
        Tensor<double>[] leaves = Variables(tape, graph);
        Tensor<double>[] results = graph.Run(leaves, between);
        bool any = false;
        foreach (Index root in roots) any |= Sweep(results, root);
        return [.. leaves.SelectMany(leaf => any ? leaf.Grad.ToArray() : new double[leaf.Shape.ElementCount])];
    }

    private static bool Sweep(Tensor<double>[] results, Index root)
    {
        Tensor<double> y = results[root];
        if (!y.RequiresGrad) return false;
        y.Backward(GraphBuilder.Numbers(new Random(y.Shape.ElementCount), y.Shape.ElementCount));
        return true;
    }

    private static Tensor<double>[] Variables(TensorTape<double> tape, Graph graph) =>
        [.. graph.Leaves.Select(leaf => tape.Variable(leaf.Values, leaf.Shape))];
}
