namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>Makes names up, letter by letter.</summary>
/// <param name="model">What says how well each letter would come next.</param>
/// <param name="temperature">What scores are divided by: below 1 likely letters become likelier still.</param>
/// <param name="random">Where chance comes from.</param>
internal sealed class Sampler(IGpt model, double temperature, Random random)
{
    private readonly double[] _weights = new double[Vocabulary.Size];

    /// <summary>One name; the block is its greatest length.</summary>
    public string Next()
    {
        List<int> tokens = [Vocabulary.Boundary];
        while (tokens.Count <= GptShape.Block && Draw(tokens.ToArray()) is var token and not Vocabulary.Boundary) tokens.Add(token);
        return string.Concat(tokens.Skip(1).Select(Vocabulary.Letter));
    }

    /// <summary>Distinct names that are not known yet. There may be fewer than asked for: a model that has learnt little else repeats what it knows.</summary>
    public IReadOnlyCollection<string> New(int count, IEnumerable<string> known)
    {
        const int triesEach = 20;
        var seen = new HashSet<string>(known) { "" };
        var made = new List<string>();
        for (int i = 0; i < triesEach * count && made.Count < count; i++)
        {
            string name = Next();
            if (seen.Add(name)) made.Add(name);
        }

        return made;
    }

    private int Draw(ReadOnlySpan<int> tokens)
    {
        model.Score(tokens, _weights);
        double largest = _weights.Max(), sum = 0;
        for (int i = 0; i < _weights.Length; i++) sum += _weights[i] = Math.Exp((_weights[i] - largest) / temperature);
        double left = random.NextDouble() * sum;
        for (int i = 0; i < _weights.Length; i++)
            if ((left -= _weights[i]) < 0) return i;
        return Vocabulary.Boundary; // by rounding, or because there are no numbers after a run that diverged
    }
}
