using System.Numerics;

namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>What the model learns. There are no biases.</summary>
internal sealed class GptWeights<T> where T : IFloatingPointIeee754<T>
{
    private const double Deviation = 0.08;

    private readonly Random _random;
    private readonly bool _outputsFirst;

    /// <summary>Draws normal weights; one seed gives the same model in every element type and in both arrangements, but for rounding.</summary>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="outputsFirst">Whether matrices are [outputs, inputs], rather than [inputs, outputs].</param>
    public GptWeights(int seed, bool outputsFirst)
    {
        _random = new Random(seed);
        _outputsFirst = outputsFirst;
        Tokens = Table("tokens", Vocabulary.Size);
        Positions = Table("positions", GptShape.Block);
        QueryKeyValue = Matrix("query, key, value", GptShape.Width, 3 * GptShape.Width);
        Mix = Matrix("mix", GptShape.Width, GptShape.Width);
        Expand = Matrix("expand", GptShape.Width, GptShape.Hidden);
        Contract = Matrix("contract", GptShape.Hidden, GptShape.Width);
        Scores = Matrix("scores", GptShape.Width, Vocabulary.Size);
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

    private Parameter<T> Table(string name, int rows)
    {
        var table = new Parameter<T>(name, [rows, GptShape.Width]);
        foreach (ref T value in table.Data) value = Draw();
        return table;
    }

    private Parameter<T> Matrix(string name, int inputs, int outputs)
    {
        var matrix = new Parameter<T>(name, _outputsFirst ? [outputs, inputs] : [inputs, outputs]);
        for (int output = 0; output < outputs; output++)
            for (int input = 0; input < inputs; input++)
                matrix.Data[_outputsFirst ? output * inputs + input : input * outputs + output] = Draw();
        return matrix;
    }

    // G. Box and M. Muller, "A note on the generation of random normal deviates", 1958.
    private T Draw() =>
        T.CreateChecked(Deviation * Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble()));
}
