using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Contractions;

/// <summary>The extent that each label of an equation stands for.</summary>
[InlineArray(EinsumTerm.LabelCount)]
internal struct LabelExtents
{
    private int _first;

    /// <summary>Enters the axes of an operand: an extent of 1 stretches to another operand's.</summary>
    /// <param name="equation">What the operand belongs to.</param>
    /// <param name="operand">Its number.</param>
    /// <param name="shape">Its extents.</param>
    /// <param name="seen">The labels of operands before it.</param>
    /// <returns>Those labels and this operand's.</returns>
    public ulong Add(EinsumEquation equation, int operand, in Shape shape, ulong seen)
    {
        EinsumTerm term = equation.Operands[operand];
        if (term.HasEllipsis ? shape.Rank < term.Letters.Length : shape.Rank != term.Letters.Length) Throw.TermRank(equation, operand, shape);
        PerAxis labels = term.Labels(shape.Rank);
        ulong own = 0;
        for (int i = 0; i < shape.Rank; i++)
        {
            int label = labels[i], extent = shape.Extents[i];
            ulong bit = 1ul << label;
            if ((own & bit) != 0)
            {
                int first = ((ReadOnlySpan<int>)labels).IndexOf(label);
                if (shape.Extents[first] != extent) Throw.UnequalDiagonal(equation.Text, EinsumTerm.Text(label), shape);
                continue;
            }

            own |= bit;
            if ((seen & bit) == 0 || this[label] == 1) this[label] = extent;
            else if (extent != 1 && extent != this[label]) Throw.UnequalExtents(equation.Text, EinsumTerm.Text(label), this[label], extent);
        }

        return seen | own;
    }

    /// <summary>The labels of an operand, but for axes that another operand stretches.</summary>
    public readonly ulong Own(in PerAxis labels, in Shape shape)
    {
        ulong own = 0;
        for (int i = 0; i < shape.Rank; i++)
            if (shape.Extents[i] == this[labels[i]]) own |= 1ul << labels[i];
        return own;
    }

    /// <summary>How many elements a tensor with such axes has.</summary>
    public readonly double Count(ulong labels)
    {
        double count = 1;
        for (; labels != 0; labels &= labels - 1) count *= this[BitOperations.TrailingZeroCount(labels)];
        return count;
    }
}
