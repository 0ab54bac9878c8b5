namespace MicroGrad.Simd.Testing.Graphs;

/// <summary>A graph as it grows on a tape. Which nodes a function is applied to depends on shapes alone.</summary>
/// <param name="tape">The tape.</param>
/// <param name="leaves">Where new leaves come from.</param>
internal sealed class GraphRun(TensorTape<double> tape, InputSource<double> leaves) : InputSource<double>
{
    private readonly List<Tensor<double>> _nodes = [];
    private readonly HashSet<int> _used = [], _usedNow = [];
    private readonly List<string> _sources = [];
    private Random _random = new(0);
    private int _leafCount;

    /// <summary>What the latest function was applied to.</summary>
    public string[] Sources => [.. _sources];

    /// <summary>The function's result, with inputs from the nodes so far.</summary>
    public Tensor<double> Apply(Func<Draw, Tensor<double>> function, GradientCase @case)
    {
        _random = new Random(@case.Seed);
        _sources.Clear();
        _usedNow.Clear();
        return function(new Draw(tape, @case, this));
    }

    /// <summary>Makes a node of a result, unless the factor is 0.</summary>
    public void Add(Tensor<double> y, double factor)
    {
        if (factor == 0) return;
        _nodes.Add(factor == 1 ? y : y * factor);
        _used.UnionWith(_usedNow);
    }

    /// <summary>Mostly a node, and of those often the latest, so that graphs get deep; else a leaf.</summary>
    public override Tensor<double> Next(Shape shape, Values values)
    {
        int node = _random.Next(2) == 0 ? _nodes.Count - 1 : _random.Next(Math.Max(1, _nodes.Count));
        bool leaf = _random.Next(5) == 0, above = _random.Next(2) == 0;
        if (leaf || values.Distinct || _nodes.Count == 0 || (_nodes[node].Shape.ElementCount == 0 && shape.ElementCount > 0))
        {
            _sources.Add($"input {_leafCount++}");
            return leaves.Next(shape, values);
        }

        // What is not used whole goes to the root too, so that all of it counts for something.
        if (_nodes[node].Shape.ElementCount <= shape.ElementCount) _usedNow.Add(node);
        _sources.Add($"n{node}");
        return Fitting.Squash(Fitting.Reshape(_nodes[node], shape), values, above);
    }

    /// <summary>All that no function uses, each contracted with numbers of its own, because a softmax has no gradient under a plain sum.</summary>
    public Tensor<double> Root()
    {
        Tensor<double> root = tape.Constant(0);
        for (int i = 0; i < _nodes.Count; i++)
        {
            if (_used.Contains(i)) continue;
            Shape shape = _nodes[i].Shape;
            double[] weights = NumberSource.Make(new Random(i), shape.ElementCount, Values.AwayFromZero, 0);
            root += (_nodes[i] * tape.Constant(weights, shape)).Sum();
        }

        return root;
    }
}
