using MicroGrad.Simd.Kernels;
using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>c′ = σ(f) c + σ(i) tanh(g) and h′ = σ(o) tanh(c′), from the sums i, f, g, o of an LSTM's four gates.</summary>
/// <remarks>
/// Operands: the sums [rows, 4 · width] and c [rows, width]. The result is [2, rows, width]: h′, then c′. Saved are the gates and tanh c′.
/// VJP: with s = dc′ + dh′ o (1 − tanh² c′): di = s g i (1 − i), df = s c f (1 − f), dg = s i (1 − g²), do = dh′ tanh(c′) o (1 − o), dc = s f.
/// Source: S. Hochreiter and J. Schmidhuber, Long short-term memory (1997), with the forget gate of F. Gers et al. (2000).
/// </remarks>
internal sealed class LstmGatesRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly LstmGatesRule<T> Instance = new();

    public override string Name => "lstm gates";

    public override void Forward(INode<T> node)
    {
        ReadOnlySpan<T> sums = node.Elements(0), cells = node.Elements(1);
        Span<T> saved = node.Save(sums.Length + cells.Length), gates = saved[..sums.Length], bent = saved[sums.Length..];
        Span<T> hidden = node.Output[..cells.Length], next = node.Output[cells.Length..];
        int width = node.Shape[^1];
        for (int row = 0; row < node.Shape[1]; row++)
        {
            ReadOnlySpan<T> sum = sums.Slice(4 * row * width, 4 * width);
            Span<T> gate = gates.Slice(4 * row * width, 4 * width);
            FunctionMap.Run<T, Sigmoid>(sum[..(2 * width)], gate[..(2 * width)]);
            FunctionMap.Run<T, Tanh>(sum.Slice(2 * width, width), gate.Slice(2 * width, width));
            FunctionMap.Run<T, Sigmoid>(sum[(3 * width)..], gate[(3 * width)..]);

            Span<T> cell = next.Slice(row * width, width);
            TensorPrimitives.Multiply(gate.Slice(width, width), cells.Slice(row * width, width), cell);
            TensorPrimitives.MultiplyAdd(gate[..width], gate.Slice(2 * width, width), cell, cell);
        }

        // What does not need the gates of one row apart is done for all rows at once.
        FunctionMap.Run<T, Tanh>(next, bent);
        for (int row = 0; row < node.Shape[1]; row++)
            TensorPrimitives.Multiply(gates.Slice((4 * row + 3) * width, width), bent.Slice(row * width, width), hidden.Slice(row * width, width));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<T> cells = node.Elements(1), gates = node.Saved[..(4 * cells.Length)], bent = node.Saved[(4 * cells.Length)..];
        ReadOnlySpan<T> dHidden = node.Upstream[..cells.Length], dNext = node.Upstream[cells.Length..];
        Span<T> dSums = node.Wants(0) ? node.Grad(0) : [], dCells = node.Wants(1) ? node.Grad(1) : [];
        int width = node.Shape[^1];
        for (int row = 0; row < node.Shape[1]; row++)
        {
            ReadOnlySpan<T> gate = gates.Slice(4 * row * width, 4 * width);
            Span<T> dSum = dSums.IsEmpty ? [] : dSums.Slice(4 * row * width, 4 * width);
            for (int j = 0; j < width; j++)
            {
                int at = row * width + j;
                T i = gate[j], f = gate[width + j], g = gate[2 * width + j], o = gate[3 * width + j], t = bent[at];
                T s = dNext[at] + dHidden[at] * o * (T.One - t * t);
                if (!dCells.IsEmpty) dCells[at] += s * f;
                if (dSum.IsEmpty) continue;
                dSum[j] += s * g * i * (T.One - i);
                dSum[width + j] += s * cells[at] * f * (T.One - f);
                dSum[2 * width + j] += s * i * (T.One - g * g);
                dSum[3 * width + j] += dHidden[at] * t * o * (T.One - o);
            }
        }
    }
}
