namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>
/// Builds random graphs whose root is smooth and well-conditioned around the leaves. Every node is run while it is built, at the leaves and
/// close to them: operands are moved away from kinks and poles, and results that are large or steep are scaled down.
/// </summary>
internal sealed partial class GraphBuilder
{
    /// <summary>The most elements of a tensor.</summary>
    public const int Few = 48;

    private const int MostVariables = 6;

    /// <summary>How far from a kink or a pole an operand must be.</summary>
    private const double Margin = 0.4;

    private const double Nearby = 1e-4, MostSize = 4, MostSlope = 20;

    private readonly List<GraphNode> _nodes = [];
    private readonly List<Tensor<double>> _here = [], _near = [];
    private readonly HashSet<int> _wild = []; // nodes that only their own scaled form may use
    private readonly TensorTape<double> _tape = new();
    private Random _random;

    private GraphBuilder(Recipe recipe) => _random = new Random(recipe.Seed);

    public static Graph Scalars(Recipe recipe) => new GraphBuilder(recipe).Build(recipe, Shape.Scalar, builder => builder.AddScalarStep(), joined: true);

    public static Graph Tensors(Recipe recipe) => new GraphBuilder(recipe).Build(recipe, null, builder => builder.AddTensorStep(), joined: true);

    private Graph Build(Recipe recipe, Shape? leaf, Action<GraphBuilder> addStep, bool joined)
    {
        try
        {
            Leaf(leaf ?? RandomShape(_random), variable: true);
            foreach (int step in recipe.Steps)
            {
                _random = new Random(step);
                addStep(this);
            }

            if (joined) JoinSinks();
        }
        catch (Exception thrown)
        {
            throw new InvalidOperationException($"This graph failed while it was built, in its last node or after it:{new Graph(_nodes)}{thrown}", thrown);
        }

        return new Graph(_nodes);
    }

    /// <summary>Rank 0 to 4, extents 0 to 4.</summary>
    private static Shape RandomShape(Random random)
    {
        while (true)
        {
            int rank = new[] { 0, 1, 1, 2, 2, 2, 3, 3, 4, 4 }[random.Next(10)];
            var extents = new int[rank];
            for (int i = 0; i < rank; i++) extents[i] = random.Next(25) == 0 ? 0 : random.Next(1, 5);
            if (Shape.Create(extents) is var shape && shape.ElementCount <= Few) return shape;
        }
    }

    /// <summary>A shape that broadcasts with another one.</summary>
    private static Shape RelatedShape(Random random, Shape shape)
    {
        int dropped = random.Next(3) == 0 ? random.Next(shape.Rank + 1) : 0;
        List<int> extents = [.. shape.Extents[dropped..]];
        for (int i = 0; i < extents.Count; i++)
        {
            if (extents[i] == 1) extents[i] = random.Next(30) == 0 ? 0 : random.Next(1, 4);
            else if (random.Next(3) == 0) extents[i] = 1;
        }

        if (dropped == 0 && shape.Rank < 4 && random.Next(4) == 0) extents.Insert(0, random.Next(1, 4));
        Shape related = Shape.Create([.. extents]);
        return Shape.Broadcast(shape, related).ElementCount <= Few ? related : shape;
    }

    /// <summary>Numbers of either sign, away from 0.</summary>
    public static double[] Numbers(Random random, int length)
    {
        var numbers = new double[length];
        for (int i = 0; i < length; i++) numbers[i] = Math.Round((0.3 + 1.7 * random.NextDouble()) * (random.Next(2) * 2 - 1), 3);
        return numbers;
    }

    private void AddScalarStep()
    {
        int kind = _random.Next(20);
        if (kind == 0) Leaf(Shape.Scalar, variable: true);
        else if (kind == 1) Leaf(Shape.Scalar, variable: false);
        else if (kind < 10) AddOne(Pick());
        else AddTwo(Pick(), Pick());
    }

    private void AddOne(int x)
    {
        OneOp op = ElementOps.OfOne[_random.Next(ElementOps.OfOne.Length)];
        Tame(One(op, Meet(op.Needs, x)));
    }

    private void AddTwo(int a, int b)
    {
        TwoOp op = ElementOps.OfTwo[_random.Next(ElementOps.OfTwo.Length)];
        if (_random.Next(2) == 0) (a, b) = (b, a);
        a = Meet(op.Left, a);
        b = Meet(op.Right, b);
        if (op.KinkWhereEqual) a = Part(a, b);
        Tame(Two(op, a, b));
    }

    /// <summary>Mostly the latest node, so that graphs get deep; else any, so that subexpressions are shared.</summary>
    private int Pick() => _random.Next(2) == 0 ? _nodes.Count - 1 : Find(_ => true);

    /// <summary>Some tame node that will do, looked for from a random one on; −1 where there is none.</summary>
    private int Find(Predicate<Shape> suits)
    {
        int first = _random.Next(_nodes.Count);
        for (int i = 0; i < _nodes.Count; i++)
        {
            int candidate = (first + i) % _nodes.Count;
            if (!_wild.Contains(candidate) && suits(_nodes[candidate].Shape)) return candidate;
        }

        return -1;
    }

    /// <summary>A node that broadcasts with another: an earlier one, or a new leaf.</summary>
    private int Partner(int x)
    {
        int found = _random.Next(2) == 0 ? Find(shape => Broadcasts(_nodes[x].Shape, shape)) : -1;
        return found >= 0 ? found : Leaf(RelatedShape(_random, _nodes[x].Shape), variable: _random.Next(4) != 0);
    }

    private bool Broadcasts(Shape a, Shape b)
    {
        for (int axis = 1; axis <= Math.Min(a.Rank, b.Rank); axis++)
            if (a[^axis] != b[^axis] && a[^axis] != 1 && b[^axis] != 1) return false;
        return Shape.Broadcast(a, b).ElementCount <= Few;
    }

    private int Leaf(Shape shape, bool variable)
    {
        variable &= _nodes.Count(node => node.IsVariable) < MostVariables;
        return Leaf(Numbers(_random, shape.ElementCount), shape, variable);
    }

    private int Leaf(double[] numbers, Shape shape, bool variable)
    {
        _nodes.Add(new GraphNode(variable ? "variable" : "constant", shape, []) { Numbers = numbers, IsVariable = variable });
        _here.Add(_tape.Constant(numbers, shape));
        _near.Add(variable ? _tape.Constant(Array.ConvertAll(numbers, x => x + Nearby * (_random.NextDouble() * 2 - 1)), shape) : _here[^1]);
        return _nodes.Count - 1;
    }

    private int One(OneOp op, int x) =>
        Record(new GraphNode(op.Name, _nodes[x].Shape, [x]) { OneOp = op }, parents => op.OnTensor(parents[0]));

    private int Two(TwoOp op, int a, int b) =>
        Record(new GraphNode(op.Name, Shape.Broadcast(_nodes[a].Shape, _nodes[b].Shape), [a, b]) { TwoOp = op }, parents => op.OnTensor(parents[0], parents[1]));

    private int Any(string text, Shape shape, Func<Tensor<double>[], Tensor<double>> onTensors, params int[] parents) =>
        Record(new GraphNode(text, shape, parents) { OnTensors = onTensors }, onTensors);

    private int Record(GraphNode node, Func<Tensor<double>[], Tensor<double>> run)
    {
        _nodes.Add(node);
        _here.Add(run(Array.ConvertAll(node.Parents, parent => _here[parent])));
        _near.Add(run(Array.ConvertAll(node.Parents, parent => _near[parent])));
        if (_here[^1].Shape != node.Shape) throw new InvalidOperationException($"The result has shape {_here[^1].Shape}; {node.Shape} is right.");
        return _nodes.Count - 1;
    }

    /// <summary>Scales a node down where it is large, or changes fast with the leaves.</summary>
    private int Tame(int x)
    {
        double[] here = _here[x].Data.ToArray(), near = _near[x].Data.ToArray();
        double factor = 1;
        for (int i = 0; i < here.Length; i++)
        {
            if (!double.IsFinite(here[i])) throw new InvalidOperationException($"Element {i} is {here[i]}.");
            factor = Math.Min(factor, Math.Min(MostSize / Math.Abs(here[i]), MostSlope * Nearby / Math.Abs(near[i] - here[i])));
        }

        if (factor == 1) return x;
        _wild.Add(x);
        return Two(ElementOps.Multiply, x, Leaf([factor], Shape.Scalar, variable: false));
    }

    private int Meet(Needs needs, int x)
    {
        if (needs == Needs.Nothing) return x;
        x = Move(x, _here[x].Data, _nodes[x].Shape);
        return needs == Needs.AwayFromZero ? x : One(ElementOps.Abs, x);
    }

    /// <summary>Moves the first of two operands so that no element equals the other's.</summary>
    private int Part(int a, int b) => Move(a, (_here[a] - _here[b]).Data, Shape.Broadcast(_nodes[a].Shape, _nodes[b].Shape));

    /// <summary>Adds to a node what brings some numbers away from 0.</summary>
    private int Move(int x, ReadOnlySpan<double> numbers, Shape shape)
    {
        var shift = new double[numbers.Length];
        bool any = false;
        for (int i = 0; i < shift.Length; i++)
        {
            if (Math.Abs(numbers[i]) >= Margin) continue;
            shift[i] = numbers[i] < 0 ? -Margin : Margin;
            any = true;
        }

        return any ? Two(ElementOps.Add, x, Leaf(shift, shape, variable: false)) : x;
    }

    /// <summary>Makes one root of all nodes that nothing uses: each contracted with numbers of its own, because a softmax has no gradient under a plain sum.</summary>
    private void JoinSinks()
    {
        var used = new bool[_nodes.Count];
        foreach (GraphNode node in _nodes)
            foreach (int parent in node.Parents) used[parent] = true;
        int[] sinks = [.. Enumerable.Range(0, used.Length).Where(i => !used[i])];
        if (sinks.Length == 1) return;

        int root = -1;
        foreach (int sink in sinks)
        {
            Shape shape = _nodes[sink].Shape;
            int weighted = Two(ElementOps.Multiply, sink, Leaf(shape, variable: false));
            int sum = shape.Rank == 0 ? weighted : Any("sum", Shape.Scalar, x => x[0].Sum(), weighted);
            root = root < 0 ? sum : Two(ElementOps.Add, root, sum);
        }
    }
}
