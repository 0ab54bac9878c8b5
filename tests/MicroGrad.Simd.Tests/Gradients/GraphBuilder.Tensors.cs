namespace MicroGrad.Simd.Tests.Gradients;

/// <content>Operations that only tensors have.</content>
internal sealed partial class GraphBuilder
{
    private void AddTensorStep()
    {
        int x = Pick();
        switch (_random.Next(18))
        {
            case < 2: AddOne(x); break;
            case < 5: AddTwo(x, Partner(x)); break;
            case < 8: AddView(x); break;
            case < 11: AddReduction(x); break;
            case < 14: AddMatMul(x); break;
            case < 16: AddNorm(x); break;
            default: AddSoftmax(x); break;
        }
    }

    private void AddView(int x)
    {
        (string text, Shape shape, Func<Tensor<double>, Tensor<double>> view) = RandomView(_random, _nodes[x].Shape);
        Any(text, shape, parents => view(parents[0]), x);
    }

    /// <summary>A reshape, permutation, transpose or slice that suits a shape.</summary>
    public static (string Text, Shape Shape, Func<Tensor<double>, Tensor<double>> View) RandomView(Random random, Shape shape)
    {
        int[] extents = shape.Extents.ToArray();
        int kind = random.Next(shape.Rank switch { 0 => 1, 1 => 3, _ => 5 });
        switch (kind)
        {
            case 0:
                Shape reshaped = Reshaped(random, shape);
                return ($"reshape {reshaped}", reshaped, x => x.Reshape(reshaped));
            case 1:
                int axis = random.Next(extents.Length), start = random.Next(extents[axis] + 1);
                int length = random.Next(12) == 0 ? 0 : random.Next(Math.Min(1, extents[axis] - start), extents[axis] - start + 1);
                int sliced = EitherSign(random, axis, shape.Rank);
                extents[axis] = length;
                return ($"slice axis {sliced} from {start} length {length}", Shape.Create(extents), x => x.Slice(sliced, start, length));
            case 2:
                int[] order = [.. Enumerable.Range(0, shape.Rank)];
                random.Shuffle(order);
                int[] axes = Array.ConvertAll(order, i => EitherSign(random, i, shape.Rank));
                return ($"permute [{string.Join(", ", axes)}]", Shape.Create(Array.ConvertAll(order, i => extents[i])), x => x.Permute(axes));
            case 3:
                (extents[^1], extents[^2]) = (extents[^2], extents[^1]);
                return ("transpose", Shape.Create(extents), x => x.Transpose());
            default:
                int first = random.Next(shape.Rank), second = random.Next(shape.Rank);
                (extents[first], extents[second]) = (extents[second], extents[first]);
                first = EitherSign(random, first, shape.Rank);
                second = EitherSign(random, second, shape.Rank);
                return ($"transpose {first}, {second}", Shape.Create(extents), x => x.Transpose(first, second));
        }
    }

    private static Shape Reshaped(Random random, Shape shape)
    {
        List<int> extents = [.. shape.Extents];
        switch (random.Next(4))
        {
            case 0: return [shape.ElementCount];
            case 1:
                int[] shuffled = [.. extents];
                random.Shuffle(shuffled);
                return Shape.Create(shuffled);
            case 2 when extents.Count > 1:
                int merged = random.Next(extents.Count - 1);
                extents[merged] *= extents[merged + 1];
                extents.RemoveAt(merged + 1);
                break;
            case 2 or 3 when extents.Count < 4:
                extents.Insert(random.Next(extents.Count + 1), 1);
                break;
        }

        return Shape.Create([.. extents]);
    }

    private static int EitherSign(Random random, int axis, int rank) => random.Next(2) == 0 ? axis : axis - rank;

    /// <summary>Axes of a reduction as its caller writes them: none for all, which is told apart from an empty list.</summary>
    public static (string Text, int[]? Axes, bool KeepAxis, Shape Shape, int Count) RandomAxes(Random random, Shape shape)
    {
        int[] order = [.. Enumerable.Range(0, shape.Rank)];
        random.Shuffle(order);
        bool all = random.Next(4) == 0, keep = !all && random.Next(2) == 0;
        int[] reduced = all ? order : order[..(random.Next(10) == 0 ? 0 : random.Next(Math.Min(1, order.Length), order.Length + 1))];
        int count = reduced.Aggregate(1, (product, axis) => product * shape[axis]);
        List<int> extents = [];
        for (int i = 0; i < shape.Rank; i++)
        {
            if (!reduced.Contains(i)) extents.Add(shape[i]);
            else if (keep) extents.Add(1);
        }

        int[]? axes = all ? null : Array.ConvertAll(reduced, axis => EitherSign(random, axis, shape.Rank));
        string text = axes is null ? "over all" : $"over [{string.Join(", ", axes)}]{(keep ? " kept" : "")}";
        return (text, axes, keep, Shape.Create([.. extents]), count);
    }

    private void AddReduction(int x)
    {
        Shape from = _nodes[x].Shape;
        (string text, int[]? axes, bool keep, Shape shape, int count) = RandomAxes(_random, from);
        int kind = _random.Next(4);
        if (kind == 3 && count > 0)
        {
            Tame(Any($"logsumexp {text}", shape, p => axes is null ? p[0].LogSumExp() : axes.Length == 1 ? p[0].LogSumExp(axes[0], keep) : p[0].LogSumExp(axes, keep), x));
        }
        else if (kind == 0 || count == 0)
        {
            Tame(Any($"sum {text}", shape, p => axes is null ? p[0].Sum() : axes.Length == 1 ? p[0].Sum(axes[0], keep) : p[0].Sum(axes, keep), x));
        }
        else if (kind == 1)
        {
            Any($"mean {text}", shape, p => axes is null ? p[0].Mean() : axes.Length == 1 ? p[0].Mean(axes[0], keep) : p[0].Mean(axes, keep), x);
        }
        else
        {
            bool largest = _random.Next(2) == 0;
            Tensor<double> Extreme(Tensor<double> t, bool keepAxis) => largest
                ? axes is null ? t.Max() : axes.Length == 1 ? t.Max(axes[0], keepAxis) : t.Max(axes, keepAxis)
                : axes is null ? t.Min() : axes.Length == 1 ? t.Min(axes[0], keepAxis) : t.Min(axes, keepAxis);

            // Every group must have one element that is at its extreme or close to it.
            Tensor<double> extreme = Extreme(_here[x], keepAxis: true);
            int close = 0;
            foreach (double away in (extreme - _here[x]).Data)
                if (Math.Abs(away) < Margin) close++;
            if (close != shape.ElementCount) x = Spread(x);
            Tame(Any($"{(largest ? "max" : "min")} {text}", shape, p => Extreme(p[0], keep), x));
        }
    }

    /// <summary>A node of the same shape, no two elements of which are close.</summary>
    private int Spread(int x)
    {
        Shape shape = _nodes[x].Shape;
        double[] ramp = new double[shape.ElementCount];
        for (int i = 0; i < ramp.Length; i++) ramp[i] = i * 3 * Margin - ramp.Length;
        _random.Shuffle(ramp);
        int small = Two(ElementOps.Multiply, x, Leaf([0.1], Shape.Scalar, variable: false));
        return Two(ElementOps.Add, small, Leaf(ramp, shape, variable: false));
    }

    private void AddMatMul(int x)
    {
        int a = Matrix(x);
        bool right = _random.Next(2) == 0;
        int inner = _nodes[a].Shape[right ? 1 : 0];

        // On the right of a, b has as many rows as a has columns; on its left it is the other way round.
        int b = MatMulPartner(inner, onRight: right);
        (int left, int second) = right ? (a, b) : (b, a);
        Shape shape = [_nodes[left].Shape[0], _nodes[second].Shape[1]];
        Tame(Any("matmul", shape, p => p[0].MatMul(p[1]), left, second));
    }

    /// <summary>A node as a matrix.</summary>
    private int Matrix(int x)
    {
        Shape shape = _nodes[x].Shape;
        if (shape.Rank != 2)
        {
            int columns = shape.Rank == 0 ? 1 : shape[^1], rows = shape.Extents[..Math.Max(0, shape.Rank - 1)].ToArray().Aggregate(1, (a, b) => a * b);
            Shape matrix = [rows, columns];
            x = Any($"reshape {matrix}", matrix, p => p[0].Reshape(matrix), x);
        }

        return _random.Next(3) == 0 ? Transposed(x) : x;
    }

    private int Transposed(int x) => Any("transpose", [_nodes[x].Shape[1], _nodes[x].Shape[0]], p => p[0].Transpose(), x);

    private int MatMulPartner(int inner, bool onRight)
    {
        if (_random.Next(2) == 0)
        {
            int found = Find(shape => shape.Rank == 2 && Math.Max(shape[0], shape[1]) <= 6 && (shape[0] == inner || shape[1] == inner));
            if (found >= 0) return _nodes[found].Shape[onRight ? 0 : 1] == inner ? found : Transposed(found);
        }

        int outer = _random.Next(15) == 0 ? 0 : _random.Next(1, 5);
        (int rows, int columns) = onRight ? (inner, outer) : (outer, inner);
        bool transposed = _random.Next(2) == 0, sliced = _random.Next(3) == 0 && inner < 6;
        if (transposed) (rows, columns) = (columns, rows);
        int result = Leaf(sliced ? [rows + 1, columns + 2] : [rows, columns], variable: true);
        if (sliced)
        {
            int start = _random.Next(3);
            result = Any("slice axis 0 from 1", [rows, columns + 2], p => p[0].Slice(0, 1, rows), result);
            result = Any($"slice axis 1 from {start}", [rows, columns], p => p[0].Slice(1, start, columns), result);
        }

        return transposed ? Transposed(result) : result;
    }

    private void AddSoftmax(int x)
    {
        Shape shape = _nodes[x].Shape;
        if (shape.Rank == 0)
        {
            shape = [1];
            x = Any("reshape [1]", shape, p => p[0].Reshape([1]), x);
        }

        int axis = EitherSign(_random, _random.Next(shape.Rank), shape.Rank), kind = _random.Next(4);
        if (kind < 2 && shape.ElementCount == 0) kind += 2; // a mean over no rows is NaN
        switch (kind)
        {
            case 0:
                var classes = new int[shape.ElementCount / shape[^1]];
                for (int i = 0; i < classes.Length; i++) classes[i] = _random.Next(shape[^1]);
                Any($"logit cross-entropy of classes [{string.Join(", ", classes)}]", Shape.Scalar, p => p[0].LogitCrossEntropy(classes), x);
                break;
            case 1:
                int same = _random.Next(2) == 0 ? Find(other => other == shape) : Leaf(shape, variable: true);
                Tame(Any("logit cross-entropy of logits and targets", Shape.Scalar, p => p[0].LogitCrossEntropy(p[1]), x, same));
                break;
            case 2:
                Any($"softmax {axis}", shape, p => p[0].Softmax(axis), x);
                break;
            default:
                Tame(Any($"logsoftmax {axis}", shape, p => p[0].LogSoftmax(axis), x));
                break;
        }
    }

    private void AddNorm(int x)
    {
        Shape shape = _nodes[x].Shape;
        if (shape.Rank == 0) return;
        Shape row = [shape[^1]];
        int gain = RowPartner(row);

        // Far above the squares of a difference quotient's steps, so that a row of equal numbers is smooth too.
        double epsilon = 0.1 + _random.NextDouble();
        if (_random.Next(2) == 0) Any($"layernorm, epsilon {epsilon}", shape, p => p[0].LayerNorm(p[1], p[2], epsilon), x, gain, RowPartner(row));
        else Any($"rmsnorm, epsilon {epsilon}", shape, p => p[0].RmsNorm(p[1], epsilon), x, gain);
    }

    private int RowPartner(Shape row)
    {
        int found = _random.Next(2) == 0 ? Find(shape => shape == row) : -1;
        return found >= 0 ? found : Leaf(row, variable: true);
    }
}
