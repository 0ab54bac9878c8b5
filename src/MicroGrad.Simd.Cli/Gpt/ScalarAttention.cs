namespace MicroGrad.Simd.Cli.Gpt;

/// <summary>Causal attention of one position after the other, over the keys and values of those before it, which are kept.</summary>
internal sealed class ScalarAttention
{
    private static readonly double Scale = 1 / Math.Sqrt(GptShape.HeadWidth);

    private readonly Value<double>[] _query = new Value<double>[GptShape.Width];
    private readonly Value<double>[] _keys = new Value<double>[GptShape.Block * GptShape.Width];
    private readonly Value<double>[] _values = new Value<double>[GptShape.Width * GptShape.Block]; // those of one column side by side
    private readonly Value<double>[] _powers = new Value<double>[GptShape.Block];

    /// <summary>Σ softmax(q kᵀ / √width) v over the positions so far, head by head.</summary>
    /// <param name="queryKeyValue">Makes queries, keys and values, in this order.</param>
    /// <param name="x">What it makes them of.</param>
    /// <param name="position">Counted from 0; all before it have attended since the tape was reset.</param>
    /// <param name="y">Receives the result.</param>
    public void Attend(ScalarMatrix queryKeyValue, ReadOnlySpan<Value<double>> x, int position, Span<Value<double>> y)
    {
        for (int i = 0; i < GptShape.Width; i++)
        {
            _query[i] = queryKeyValue.Output(i, x) * Scale;
            _keys[position * GptShape.Width + i] = queryKeyValue.Output(GptShape.Width + i, x);
            _values[i * GptShape.Block + position] = queryKeyValue.Output(2 * GptShape.Width + i, x);
        }

        Span<Value<double>> powers = _powers.AsSpan(0, position + 1);
        for (int column = 0; column < GptShape.Width; column += GptShape.HeadWidth)
        {
            Exponentiate(column, powers);

            // The sum of the powers divides the result: there are mostly fewer columns than positions.
            Value<double> share = Value<double>.Sum(powers).Reciprocal();
            for (int i = column; i < column + GptShape.HeadWidth; i++) y[i] = Value<double>.Dot(powers, _values.AsSpan(i * GptShape.Block, powers.Length)) * share;
        }
    }

    /// <summary>e^(score − largest score) of one head for every position so far.</summary>
    private void Exponentiate(int column, Span<Value<double>> powers)
    {
        ReadOnlySpan<Value<double>> query = _query.AsSpan(column, GptShape.HeadWidth);
        double largest = double.NegativeInfinity;
        for (int i = 0; i < powers.Length; i++)
        {
            powers[i] = Value<double>.Dot(query, _keys.AsSpan(i * GptShape.Width + column, GptShape.HeadWidth));
            largest = Math.Max(largest, powers[i].Data);
        }

        for (int i = 0; i < powers.Length; i++) powers[i] = (powers[i] - largest).Exp();
    }
}
