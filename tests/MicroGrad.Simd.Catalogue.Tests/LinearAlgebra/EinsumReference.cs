using System.Numerics;

namespace MicroGrad.Simd.Catalogue.Tests.LinearAlgebra;

/// <summary>Einstein's summation convention from its definition: a loop over every value of every label.</summary>
internal static class EinsumReference
{
    public static (Shape Shape, T[] Elements) Sum<T>(RandomEquation equation, T[][] data) where T : unmanaged, IFloatingPointIeee754<T>
    {
        string[] sides = equation.Text.Replace(" ", "", StringComparison.Ordinal).Split("->"), terms = sides[0].Split(',');
        int covered = terms.Select((term, i) => term.Contains('.', StringComparison.Ordinal) ? equation.Shapes[i].Rank - term.Length + 3 : 0).Max();
        string[] operands = [.. terms.Select((term, i) => Expand(term, equation.Shapes[i].Rank - term.Length + 3))];
        string result = sides.Length == 2 ? Expand(sides[1], covered) : Implicit(terms, covered);

        string labels = new([.. string.Concat(operands).Distinct()]);
        int[] extents = [.. labels.Select(label => Extent(label, operands, equation.Shapes))], index = new int[labels.Length];
        var shape = Shape.Create([.. result.Select(label => extents[labels.IndexOf(label, StringComparison.Ordinal)])]);
        var sums = new T[shape.ElementCount];
        long combinations = extents.Aggregate(1L, (product, extent) => product * extent);
        for (long number = 0; number < combinations; number++)
        {
            long rest = number;
            for (int i = 0; i < index.Length; i++) (rest, index[i]) = (rest / extents[i], (int)(rest % extents[i]));
            T product = T.One;
            for (int i = 0; i < operands.Length; i++) product *= data[i][Place(operands[i], equation.Shapes[i], labels, index)];
            sums[Place(result, shape, labels, index)] += product;
        }

        return (shape, sums);
    }

    // The axes of an ellipsis get digits, the last one 0.
    private static string Expand(string term, int covered) =>
        term.Replace("...", string.Concat(Enumerable.Range(0, Math.Max(0, covered)).Reverse()), StringComparison.Ordinal);

    private static string Implicit(string[] terms, int covered)
    {
        string all = string.Concat(terms);
        IEnumerable<char> once = all.Where(letter => char.IsLetter(letter) && all.Count(other => other == letter) == 1).Order();
        return Expand(all.Contains('.', StringComparison.Ordinal) ? "..." : "", covered) + string.Concat(once);
    }

    private static int Extent(char label, string[] operands, Shape[] shapes)
    {
        IEnumerable<int> extents = operands.SelectMany((term, i) => term.Select((letter, axis) => (letter, shapes[i][axis]))).Where(axis => axis.letter == label).Select(axis => axis.Item2);
        return extents.Any(extent => extent != 1) ? extents.First(extent => extent != 1) : 1;
    }

    private static int Place(string term, Shape shape, string labels, int[] index)
    {
        int place = 0;
        for (int i = 0; i < term.Length; i++) place = place * shape[i] + (shape[i] == 1 ? 0 : index[labels.IndexOf(term[i], StringComparison.Ordinal)]);
        return place;
    }
}
