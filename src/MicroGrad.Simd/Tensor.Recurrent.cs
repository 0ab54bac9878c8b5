using MicroGrad.Simd.Ops;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Gates of recurrent cells.</content>
public readonly partial struct Tensor<T>
{
    /// <summary>One step of an LSTM from the sums of its gates, which this holds: c′ = σ(f) c + σ(i) tanh(g), h′ = σ(o) tanh(c′).</summary>
    /// <param name="cell">c, [rows, width]. This is [rows, 4 · width]: the sums i, f, g and o, in PyTorch's order.</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>Source: S. Hochreiter and J. Schmidhuber, Long short-term memory (1997), with the forget gate of F. Gers et al. (2000).</remarks>
    public LstmState<T> LstmGates(Tensor<T> cell)
    {
        const string op = "LstmGates";
        TensorTape<T> tape = TapeOf(op, this, cell);
        Shape sums = tape.ShapeOf(op, this), state = tape.ShapeOf(op, cell);
        if (state.Rank != 2 || sums.Rank != 2 || sums[0] != state[0] || sums[1] != 4 * state[1]) Throw.NotGates(op, sums, 4, state);
        int s = tape.Resolve(op, this), c = tape.Resolve(op, cell);
        Tensor<T> both = tape.Record(LstmGatesRule<T>.Instance, [2, state[0], state[1]], new(s, c));
        return new(both[0], both[1]);
    }

    /// <summary>One step of a GRU from the sums of its gates: h′ = (1 − z) n + z h with r = σ(xᵣ + hᵣ), z = σ(x_z + h_z), n = tanh(xₙ + r hₙ).</summary>
    /// <param name="hiddenSums">The sums from the hidden state, [rows, 3 · width], as this holds those from the input: r, z and n, in PyTorch's order.</param>
    /// <param name="hidden">h, [rows, width].</param>
    /// <exception cref="ArgumentException">The shapes do not fit.</exception>
    /// <remarks>Source: K. Cho et al., Learning phrase representations using RNN encoder-decoder (2014), in the form in which r multiplies h's sum.</remarks>
    public Tensor<T> GruGates(Tensor<T> hiddenSums, Tensor<T> hidden)
    {
        const string op = "GruGates";
        TensorTape<T> tape = Owner as TensorTape<T> ?? TapeOf(op, hiddenSums, hidden);
        Shape x = tape.ShapeOf(op, this), h = tape.ShapeOf(op, hiddenSums), state = tape.ShapeOf(op, hidden);
        if (state.Rank != 2 || x.Rank != 2 || x[0] != state[0] || x[1] != 3 * state[1]) Throw.NotGates(op, x, 3, state);
        if (h != x) Throw.NotGates(op, h, 3, state);
        int xs = tape.Resolve(op, this), hs = tape.Resolve(op, hiddenSums), states = tape.Resolve(op, hidden);
        return tape.Record(GruGatesRule<T>.Instance, state, new(xs, hs, states));
    }
}
