using System.Numerics;

namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>What the model learns. Matrices are [inputs, outputs]; there are no biases.</summary>
internal sealed class GptWeights<T> where T : IFloatingPointIeee754<T>
{
    private const double Deviation = 0.08;

    /// <summary>Draws normal weights; one seed gives the same to every element type, but for rounding.</summary>
    public GptWeights(int seed)
    {
        var random = new Random(seed);
        Tokens = Draw("tokens", [Vocabulary.Size, GptShape.Width], random);
        Positions = Draw("positions", [GptShape.Block, GptShape.Width], random);
        QueryKeyValue = Draw("query, key, value", [GptShape.Width, 3 * GptShape.Width], random);
        Mix = Draw("mix", [GptShape.Width, GptShape.Width], random);
        Expand = Draw("expand", [GptShape.Width, GptShape.Hidden], random);
        Contract = Draw("contract", [GptShape.Hidden, GptShape.Width], random);
        Scores = Draw("scores", [GptShape.Width, Vocabulary.Size], random);
        All = [Tokens, Positions, QueryKeyValue, Mix, Expand, Contract, Scores];
    }

    /// <summary>A row for each token.</summary>
    public Parameter<T> Tokens { get; }

    /// <summary>A row for each position.</summary>
    public Parameter<T> Positions { get; }

    /// <summary>All heads' queries, then all their keys, then all their values.</summary>
    public Parameter<T> QueryKeyValue { get; }

    /// <summary>From what the heads found back to the stream.</summary>
    public Parameter<T> Mix { get; }

    public Parameter<T> Expand { get; }

    public Parameter<T> Contract { get; }

    /// <summary>From the stream to a score for each token.</summary>
    public Parameter<T> Scores { get; }

    public IReadOnlyList<Parameter<T>> All { get; }

    public int Count => All.Sum(parameter => parameter.Shape.ElementCount);

    private static Parameter<T> Draw(string name, Shape shape, Random random)
    {
        var parameter = new Parameter<T>(name, shape);
        foreach (ref T value in parameter.Data)
            value = T.CreateChecked(Deviation * Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble()));
        return parameter;
    }
}
