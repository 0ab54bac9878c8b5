namespace MicroGrad.Simd.Catalogue;

/// <summary>An equation for Einsum and shapes that fit it: repeated letters, stretched axes, ellipses of different ranks, implicit results.</summary>
public sealed record RandomEquation(string Text, Shape[] Shapes)
{
    public static RandomEquation Create(Random random)
    {
        const string Letters = "bAxk";
        int[] extents = [.. Letters.Select(_ => Extent(random))], covered = [.. Enumerable.Range(0, random.Next(3)).Select(_ => Extent(random))];
        bool ellipsis = random.Next(2) == 0;
        var terms = new string[random.Next(1, 4)];
        var shapes = new Shape[terms.Length];
        for (int i = 0; i < terms.Length; i++)
        {
            string term = "";
            List<int> shape = [];
            for (int rank = random.Next(4); rank > 0; rank--)
            {
                int letter = random.Next(Letters.Length);
                bool repeated = term.Contains(Letters[letter], StringComparison.Ordinal);
                shape.Add(repeated ? shape[term.IndexOf(Letters[letter], StringComparison.Ordinal)] : Stretched(random, extents[letter]));
                term += Letters[letter];
            }

            if (ellipsis && random.Next(4) != 0)
            {
                int at = random.Next(term.Length + 1);
                int[] last = covered[random.Next(covered.Length + 1)..];
                shape.InsertRange(at, last.Select(extent => Stretched(random, extent)));
                term = term.Insert(at, "...");
            }

            terms[i] = term;
            shapes[i] = Shape.Create([.. shape]);
        }

        return new RandomEquation(string.Join(random.Next(2) == 0 ? "," : " , ", terms) + Result(random, terms), shapes);
    }

    private static string Result(Random random, string[] terms)
    {
        if (random.Next(4) == 0) return "";
        char[] letters = [.. string.Concat(terms).Where(char.IsLetter).Distinct().Where(_ => random.Next(2) == 0)];
        random.Shuffle(letters);
        string result = new(letters);
        return "->" + (terms.Any(term => term.Contains('.', StringComparison.Ordinal)) ? result.Insert(random.Next(result.Length + 1), "...") : result);
    }

    private static int Extent(Random random) => random.Next(20) == 0 ? 0 : random.Next(1, 4);

    private static int Stretched(Random random, int extent) => random.Next(6) == 0 ? 1 : extent;
}
