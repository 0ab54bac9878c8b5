using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Contractions;

/// <summary>Records an equation on operands: checks, then one product after another, then the result's order of axes.</summary>
internal static class EinsumSteps<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private const string Op = "Einsum";
    private const int MostOnStack = 16;

    public static Tensor<T> Record(TensorTape<T> tape, EinsumEquation equation, ReadOnlySpan<Tensor<T>> operands)
    {
        // What each operand's labels are, and which of them a product or the result still needs.
        int count = operands.Length;
        Span<ulong> own = (count <= MostOnStack ? stackalloc ulong[MostOnStack] : new ulong[count])[..count];
        Span<ulong> kept = (count <= MostOnStack ? stackalloc ulong[MostOnStack] : new ulong[count])[..count];
        LabelExtents extents = Extents(tape, equation, operands, out int covered);
        LabelledNode result = Result(equation, covered);
        for (int i = 0; i < count; i++)
        {
            Shape shape = tape.ShapeOf(Op, operands[i]);
            own[i] = extents.Own(equation.Operands[i].Labels(shape.Rank), shape);
        }

        for (int i = 0; i < count; i++) kept[i] = ContractionOrder.Kept(own, i, i, result.Set);
        ContractionOrder.Check(equation, kept, result.Set, extents);

        var contraction = new Contraction<T>(tape);
        Span<LabelledNode> nodes = count <= MostOnStack ? stackalloc LabelledNode[MostOnStack] : new LabelledNode[count];
        for (int i = 0; i < count; i++)
        {
            int node = tape.Resolve(Op, operands[i]);
            nodes[i] = contraction.Prepare(node, equation.Operands[i].Labels(tape.ShapeOf(node).Rank), kept[i], extents);
        }

        for (; kept.Length > 1; kept = kept[..^1])
        {
            (int first, int second) = ContractionOrder.Next(kept, result.Set, extents);
            kept[first] = ContractionOrder.Kept(kept, first, second, result.Set);
            nodes[first] = contraction.Multiply(nodes[first], nodes[second], kept[first]);
            kept[(second + 1)..].CopyTo(kept[second..]);
            nodes[(second + 1)..kept.Length].CopyTo(nodes[second..]);
        }

        return tape.Handle(contraction.Arrange(nodes[0], result.AxisLabels));
    }

    private static LabelExtents Extents(TensorTape<T> tape, EinsumEquation equation, ReadOnlySpan<Tensor<T>> operands, out int covered)
    {
        LabelExtents extents = default;
        ulong seen = 0;
        covered = 0;
        for (int i = 0; i < operands.Length; i++)
        {
            Shape shape = tape.ShapeOf(Op, operands[i]);
            seen = extents.Add(equation, i, shape, seen);
            covered = Math.Max(covered, shape.Rank - equation.Operands[i].Letters.Length);
        }

        return extents;
    }

    private static LabelledNode Result(EinsumEquation equation, int covered)
    {
        if (covered > 0 && !equation.Result.HasEllipsis) Throw.LostEllipsis(equation.Text, covered);
        int rank = equation.Result.Letters.Length + covered;
        if (rank > PerAxis.Capacity) Throw.TooManyAxes(equation.Text, rank);
        return new LabelledNode { Rank = rank, Labels = equation.Result.Labels(rank) };
    }
}
