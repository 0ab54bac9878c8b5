namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>The model on one of the engines.</summary>
internal interface IGpt
{
    string Engine { get; }

    int ParameterCount { get; }

    /// <summary>Nodes that the latest step recorded.</summary>
    int NodeCount { get; }

    /// <summary>Learns from one name.</summary>
    /// <param name="tokens">The name, with its boundaries.</param>
    /// <param name="rate">The learning rate.</param>
    /// <returns>The mean of −ln p over the tokens after the first, before the step.</returns>
    double Step(ReadOnlySpan<int> tokens, double rate);

    /// <summary>How well each token would come next.</summary>
    /// <param name="tokens">What stands so far, the first boundary included.</param>
    /// <param name="scores">Receives a logit for each token.</param>
    void Score(ReadOnlySpan<int> tokens, Span<double> scores);
}
