using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Contractions;

/// <summary>The steps of a contraction, recorded as views, products and sums, each with its own VJP.</summary>
internal readonly struct Contraction<T>(TensorTape<T> tape) where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>An operand with one axis for each of its labels that are kept: diagonals taken, stretched axes dropped, the others summed over.</summary>
    public LabelledNode Prepare(int node, in PerAxis labels, ulong kept, in LabelExtents extents)
    {
        Shape shape = tape.ShapeOf(node);
        LabelledNode operand = default;
        PerAxis places = default;
        for (int i = 0; i < shape.Rank; i++)
        {
            // An axis that another operand stretches is constant along it, so the operand is as good without.
            places[i] = operand.AxisLabels.IndexOf(labels[i]);
            if (places[i] >= 0 || shape.Extents[i] != extents[labels[i]]) continue;
            places[i] = operand.Rank;
            operand.Add(labels[i]);
        }

        operand.Node = View(node, places, operand.Rank);
        return Sum(operand, kept);
    }

    /// <summary>The product of two operands, summed over the labels that are not kept.</summary>
    public LabelledNode Multiply(in LabelledNode a, in LabelledNode b, ulong kept)
    {
        ulong both = a.Set & b.Set, inner = both & ~kept;
        if (inner == 0) return Elementwise(a, b);
        if (a.Set != b.Set) return Matrices(a, b, both & kept, inner);

        // Dot products read whole rows; across rows, products and then a sum do.
        bool alongRows = (inner >> a.AxisLabels[^1] & inner >> b.AxisLabels[^1] & 1) != 0;
        return alongRows ? Dots(a, b, both & kept, inner) : Sum(Elementwise(a, b), kept);
    }

    /// <summary>The same elements with their axes in another order; axes that the operand lacks have extent 1.</summary>
    public int Arrange(in LabelledNode operand, ReadOnlySpan<int> labels)
    {
        PerAxis places = default;
        for (int i = 0; i < operand.Rank; i++) places[i] = labels.IndexOf(operand.Labels[i]);
        return View(operand.Node, places, labels.Length);
    }

    private LabelledNode Elementwise(in LabelledNode a, in LabelledNode b)
    {
        LabelledNode product = a;
        product.Add(b, ~a.Set);
        product.Node = (tape.Handle(Arrange(a, product.AxisLabels)) * tape.Handle(Arrange(b, product.AxisLabels))).Index;
        return product;
    }

    private LabelledNode Sum(in LabelledNode x, ulong kept)
    {
        if ((x.Set & ~kept) == 0) return x;
        Span<int> axes = stackalloc int[PerAxis.Capacity];
        int count = 0;
        for (int i = 0; i < x.Rank; i++)
            if ((kept >> x.Labels[i] & 1) == 0) axes[count++] = i;
        LabelledNode sum = default;
        sum.Add(x, kept);
        sum.Node = tape.Handle(x.Node).Sum(axes[..count]).Index;
        return sum;
    }

    private LabelledNode Dots(in LabelledNode a, in LabelledNode b, ulong batch, ulong inner)
    {
        LabelledNode order = default, result = default;
        result.Add(a, batch);
        order.Add(a, batch);
        order.Add(a, inner);
        int left = Merge(Arrange(a, order.AxisLabels), result.Rank, order.Rank - result.Rank);
        int right = Merge(Arrange(b, order.AxisLabels), result.Rank, order.Rank - result.Rank);
        result.Node = tape.Handle(left).Dot(tape.Handle(right)).Index;
        return result;
    }

    // [batch, rows, inner] by [batch, inner, columns], where each of the last two is one axis for several labels or none.
    private LabelledNode Matrices(in LabelledNode a, in LabelledNode b, ulong batch, ulong inner)
    {
        LabelledNode left = default, right = default, result = default;
        left.Add(a, batch);
        int batchRank = left.Rank;
        left.Add(a, ~(batch | inner));
        int rows = left.Rank - batchRank;
        left.Add(a, inner);
        right.Add(a, batch);
        right.Add(a, inner);
        right.Add(b, ~(batch | inner));
        result.Add(left, ~inner);
        result.Add(right, ~(batch | inner));

        int innerCount = left.Rank - batchRank - rows, columns = right.Rank - batchRank - innerCount;
        int leftNode = Arrange(a, left.AxisLabels), rightNode = Arrange(b, right.AxisLabels);
        Shape shape = tape.ShapeOf(leftNode).Leading(batchRank + rows).Append(tape.ShapeOf(rightNode).Extents[(batchRank + innerCount)..]);
        int x = Merge(Merge(leftNode, batchRank + rows, innerCount), batchRank, rows);
        int y = Merge(Merge(rightNode, batchRank + innerCount, columns), batchRank, innerCount);
        Tensor<T> product = tape.Handle(x).MatMul(tape.Handle(y));
        result.Node = shape == tape.ShapeOf(product.Index) ? product.Index : product.Reshape(shape).Index;
        return result;
    }

    private int Merge(int node, int axis, int count)
    {
        if (count == 1) return node;
        if (!tape.LayoutOf(node).TryMerge(axis, count, out Layout merged))
        {
            tape.Elements(node);
            tape.LayoutOf(node).TryMerge(axis, count, out merged);
        }

        return tape.RecordView(ViewRule<T>.Reshape, merged, Layout.Contiguous(merged.Shape), node).Index;
    }

    private int View(int node, in PerAxis places, int rank)
    {
        Layout layout = tape.LayoutOf(node);
        ReadOnlySpan<int> used = ((ReadOnlySpan<int>)places)[..layout.Shape.Rank];
        bool same = rank == used.Length;
        for (int i = 0; same && i < rank; i++) same = used[i] == i;
        return same ? node : tape.RecordView(ViewRule<T>.Rearrange, layout.Rearrange(used, rank), Layout.Contiguous(layout.Shape).Rearrange(used, rank), node).Index;
    }
}
