using System.Numerics;
using MicroGrad.Simd.Nn;

namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>The model on tensors: all positions of a name at once.</summary>
internal sealed class TensorGpt<T> : IGpt where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly T[] Ones = [.. Enumerable.Repeat(T.One, GptShape.Width)];

    private readonly TensorTape<T> _tape = new() { Threads = 1 };
    private readonly GptWeights<T> _weights;
    private readonly Adam<T> _optimizer;

    public TensorGpt(int seed)
    {
        _weights = new GptWeights<T>(seed, outputsFirst: false);
        _optimizer = GptRun.Optimizer(_weights);
    }

    public string Engine => $"Tensor<{typeof(T).Name}>";

    public int ParameterCount => _weights.Count;

    public int NodeCount { get; private set; }

    public double Step(ReadOnlySpan<int> tokens, double rate)
    {
        _tape.Reset();
        _optimizer.ZeroGrad();
        Tensor<T> loss = Forward(tokens[..^1]).LogitCrossEntropy(tokens[1..]);
        NodeCount = _tape.Count;
        loss.Backward();
        _optimizer.Rate = T.CreateChecked(rate);
        _optimizer.Step();
        return double.CreateChecked(loss.Item);
    }

    public void Score(ReadOnlySpan<int> tokens, Span<double> scores)
    {
        _tape.Reset();
        using (_tape.NoGradient())
        {
            ReadOnlySpan<T> last = Forward(tokens).Data[^Vocabulary.Size..];
            for (int i = 0; i < scores.Length; i++) scores[i] = double.CreateChecked(last[i]);
        }
    }

    /// <summary>Logits, [positions, tokens].</summary>
    private Tensor<T> Forward(ReadOnlySpan<int> tokens)
    {
        int n = tokens.Length;
        Tensor<T> ones = _tape.Constant(Ones, [GptShape.Width]);
        Tensor<T> x = Norm(_tape.Track(_weights.Tokens).Embedding(tokens, [n]) + _tape.Track(_weights.Positions).Slice(0, 0, n), ones);
        x += Attend(Norm(x, ones).MatMul(_weights.QueryKeyValue), n).MatMul(_weights.Mix);
        x += Norm(x, ones).MatMul(_weights.Expand).Relu().MatMul(_weights.Contract);
        return x.MatMul(_weights.Scores);
    }

    private static Tensor<T> Attend(Tensor<T> queryKeyValue, int n)
    {
        // [positions, 3 · heads, width of a head] with the heads in front, as a batch.
        Tensor<T> heads = queryKeyValue.Reshape([n, 3 * GptShape.Heads, GptShape.HeadWidth]).Transpose(0, 1);
        Tensor<T> query = heads.Slice(0, 0, GptShape.Heads), key = heads.Slice(0, GptShape.Heads, GptShape.Heads);
        Tensor<T> value = heads.Slice(0, 2 * GptShape.Heads, GptShape.Heads);
        return query.Attention(key, value, isCausal: true).Transpose(0, 1).Reshape([n, GptShape.Width]);
    }

    private static Tensor<T> Norm(Tensor<T> x, Tensor<T> ones) => x.RmsNorm(ones, T.CreateChecked(GptShape.Epsilon));
}
