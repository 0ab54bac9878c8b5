using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Shapes;

namespace MicroGrad.Simd.Contractions;

/// <summary>Which two operands to contract next.</summary>
/// <remarks>
/// Greedy: the pair whose product is the smallest; of equal ones that with the fewest multiply-adds; of equal ones the first. The best of all
/// orders is much dearer to find (C.-C. Lam, P. Sadayappan and R. Wenger, "On optimizing a class of multi-dimensional loops with reductions
/// for parallel execution", Parallel Processing Letters 7, 1997: NP-hard).
/// </remarks>
internal static class ContractionOrder
{
    /// <summary>The labels that a product of two operands has: those that the result or a third operand needs.</summary>
    public static ulong Kept(ReadOnlySpan<ulong> operands, int first, int second, ulong result)
    {
        ulong needed = result;
        for (int i = 0; i < operands.Length; i++)
            if (i != first && i != second) needed |= operands[i];
        return (operands[first] | operands[second]) & needed;
    }

    /// <summary>The next pair, the lower number first.</summary>
    public static (int First, int Second) Next(ReadOnlySpan<ulong> operands, ulong result, in LabelExtents extents)
    {
        (int, int) best = (0, 1);
        if (operands.Length == 2) return best;
        double fewest = double.PositiveInfinity, least = double.PositiveInfinity;
        for (int i = 0; i < operands.Length; i++)
        {
            for (int j = i + 1; j < operands.Length; j++)
            {
                double size = extents.Count(Kept(operands, i, j, result)), work = extents.Count(operands[i] | operands[j]);
                if (size > fewest || (size == fewest && work >= least)) continue;
                (fewest, least, best) = (size, work, (i, j));
            }
        }

        return best;
    }

    /// <summary>Throws where a product on the way would have more axes than a tensor can.</summary>
    public static void Check(EinsumEquation equation, ReadOnlySpan<ulong> operands, ulong result, in LabelExtents extents)
    {
        Span<ulong> left = stackalloc ulong[operands.Length];
        operands.CopyTo(left);
        while (left.Length > 1)
        {
            (int first, int second) = Next(left, result, extents);
            left[first] = Kept(left, first, second, result);
            if (BitOperations.PopCount(left[first]) > PerAxis.Capacity) Throw.TooManyAxes(equation.Text, BitOperations.PopCount(left[first]));
            left[(second + 1)..].CopyTo(left[second..]);
            left = left[..^1];
        }
    }
}
