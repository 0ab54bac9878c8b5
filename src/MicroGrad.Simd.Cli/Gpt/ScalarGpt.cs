using MicroGrad.Simd.Nn;

namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>The model on scalars, one position after the other. Keys and values of earlier positions are kept.</summary>
internal sealed class ScalarGpt : IGpt
{
    private readonly ValueTape<double> _tape = new();
    private readonly GptWeights<double> _weights;
    private readonly Adam<double> _optimizer;
    private readonly ScalarMatrix _queryKeyValue, _mix, _expand, _contract, _scores;
    private readonly ScalarAttention _attention = new();
    private readonly Value<double>[] _stream = new Value<double>[GptShape.Width];
    private readonly Value<double>[] _normed = new Value<double>[GptShape.Width];
    private readonly Value<double>[] _attended = new Value<double>[GptShape.Width];
    private readonly Value<double>[] _hidden = new Value<double>[GptShape.Hidden];
    private readonly Value<double>[] _logits = new Value<double>[Vocabulary.Size];
    private readonly Value<double>[] _powers = new Value<double>[Vocabulary.Size];
    private readonly Value<double>[] _losses = new Value<double>[GptShape.Block];
    private ParameterValues<double> _tokens, _positions;

    public ScalarGpt(int seed)
    {
        _weights = new GptWeights<double>(seed, outputsFirst: true);
        _optimizer = GptRun.Optimizer(_weights);
        _queryKeyValue = new ScalarMatrix(_weights.QueryKeyValue);
        _mix = new ScalarMatrix(_weights.Mix);
        _expand = new ScalarMatrix(_weights.Expand);
        _contract = new ScalarMatrix(_weights.Contract);
        _scores = new ScalarMatrix(_weights.Scores);
    }

    public string Engine => "Value<Double>";

    public int ParameterCount => _weights.Count;

    public int NodeCount { get; private set; }

    public double Step(ReadOnlySpan<int> tokens, double rate)
    {
        Bind();
        _optimizer.ZeroGrad();
        int count = tokens.Length - 1;
        for (int position = 0; position < count; position++)
        {
            Forward(tokens[position], position);
            _losses[position] = CrossEntropy(_logits, tokens[position + 1]);
        }

        Value<double> loss = Value<double>.Sum(_losses.AsSpan(0, count)) / count;
        NodeCount = _tape.Count;
        loss.Backward();
        _optimizer.Rate = rate;
        _optimizer.Step();
        return loss.Data;
    }

    public void Score(ReadOnlySpan<int> tokens, Span<double> scores)
    {
        _tape.Reset();
        using (_tape.NoGradient())
        {
            Bind();
            for (int position = 0; position < tokens.Length; position++) Forward(tokens[position], position);
        }

        for (int i = 0; i < scores.Length; i++) scores[i] = _logits[i].Data;
    }

    private void Bind()
    {
        _tape.Reset();
        _tokens = _tape.Track(_weights.Tokens);
        _positions = _tape.Track(_weights.Positions);
        _queryKeyValue.Bind(_tape);
        _mix.Bind(_tape);
        _expand.Bind(_tape);
        _contract.Bind(_tape);
        _scores.Bind(_tape);
    }

    /// <summary>Makes the logits of what follows one more token.</summary>
    private void Forward(int token, int position)
    {
        for (int i = 0; i < _stream.Length; i++) _stream[i] = _tokens[token * GptShape.Width + i] + _positions[position * GptShape.Width + i];
        Normalize(_stream, _stream);

        Normalize(_stream, _normed);
        _attention.Attend(_queryKeyValue, _normed, position, _attended);
        for (int i = 0; i < _stream.Length; i++) _stream[i] += _mix.Output(i, _attended);

        Normalize(_stream, _normed);
        for (int i = 0; i < _hidden.Length; i++) _hidden[i] = _expand.Output(i, _normed).Relu();
        for (int i = 0; i < _stream.Length; i++) _stream[i] += _contract.Output(i, _hidden);
        for (int i = 0; i < _logits.Length; i++) _logits[i] = _scores.Output(i, _stream);
    }

    /// <summary>y = x / √(mean x² + ε).</summary>
    private static void Normalize(ReadOnlySpan<Value<double>> x, Span<Value<double>> y)
    {
        Value<double> factor = (Value<double>.Dot(x, x) / x.Length + GptShape.Epsilon).ReciprocalSqrt();
        for (int i = 0; i < y.Length; i++) y[i] = x[i] * factor;
    }

    /// <summary>ln Σ e^x − x at the class. Scores are shifted by the largest, so that no power overflows.</summary>
    private Value<double> CrossEntropy(ReadOnlySpan<Value<double>> x, int token)
    {
        double largest = double.NegativeInfinity;
        foreach (Value<double> score in x) largest = Math.Max(largest, score.Data);
        Span<Value<double>> powers = _powers;
        for (int i = 0; i < x.Length; i++) powers[i] = (x[i] - largest).Exp();
        return Value<double>.Sum(powers).Log() + largest - x[token];
    }
}
