namespace MicroGrad.Simd.Tests.Gradients;

/// <content>Steps of tensor graphs: element-wise functions that broadcast, views and sums. Graphs of every op are drawn from the table of ops.</content>
internal sealed partial class GraphBuilder
{
    private void AddTensorStep()
    {
        int x = Pick();
        switch (_random.Next(10))
        {
            case < 3: AddOne(x); break;
            case < 6: AddTwo(x, Partner(x)); break;
            case < 9: AddView(x); break;
            default: AddSum(x); break;
        }
    }

    private void AddView(int x)
    {
        Shape shape = _nodes[x].Shape;
        int[] extents = [.. shape];
        int axis = _random.Next(Math.Max(1, shape.Rank)), other = _random.Next(Math.Max(1, shape.Rank));
        switch (shape.Rank == 0 ? 0 : _random.Next(3))
        {
            case 0:
                Shape flat = [shape.ElementCount];
                Any("reshape", flat, p => p[0].Reshape(flat), x);
                break;
            case 1:
                (extents[axis], extents[other]) = (extents[other], extents[axis]);
                Any($"transpose {axis}, {other}", Shape.Create(extents), p => p[0].Transpose(axis, other), x);
                break;
            default:
                int start = _random.Next(extents[axis] + 1), length = _random.Next(Math.Min(1, extents[axis] - start), extents[axis] - start + 1);
                extents[axis] = length;
                Any($"slice axis {axis} from {start} length {length}", Shape.Create(extents), p => p[0].Slice(axis, start, length), x);
                break;
        }
    }

    private void AddSum(int x)
    {
        Shape shape = _nodes[x].Shape;
        if (shape.Rank == 0) return;
        int axis = _random.Next(shape.Rank);
        Tame(Any($"sum over {axis}", Shape.Create([.. shape.Where((_, i) => i != axis)]), p => p[0].Sum(axis), x));
    }
}
