using MicroGrad.Simd.Kernels;
using System.Numerics.Tensors;

namespace MicroGrad.Simd.Ops;

/// <summary>h′ = (1 − z) n + z h with r = σ(xᵣ + hᵣ), z = σ(x_z + h_z), n = tanh(xₙ + r hₙ), from the sums of a GRU's three gates.</summary>
/// <remarks>
/// Operands: the inputs' sums [rows, 3 · width] (r, z, n), the hidden state's sums likewise, and h [rows, width]. Saved are r, z and n.
/// VJP: dn = dy (1 − z) (1 − n²), dz = dy (h − n) z (1 − z), dr = dn hₙ r (1 − r); these go to x's sums, and to h's with r dn for the last; dh = dy z.
/// Source: K. Cho et al., Learning phrase representations using RNN encoder-decoder (2014), in the form in which r multiplies h's sum.
/// </remarks>
internal sealed class GruGatesRule<T> : Rule<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static readonly GruGatesRule<T> Instance = new();

    public override string Name => "gru gates";

    public override void Forward(INode<T> node)
    {
        ReadOnlySpan<T> xs = node.Elements(0), hs = node.Elements(1), states = node.Elements(2);
        Span<T> gates = node.Save(xs.Length), output = node.Output;
        int width = node.Shape[^1];
        for (int row = 0; row < node.Shape[0]; row++)
        {
            ReadOnlySpan<T> x = xs.Slice(3 * row * width, 3 * width), h = hs.Slice(3 * row * width, 3 * width), state = states.Slice(row * width, width);
            Span<T> gate = gates.Slice(3 * row * width, 3 * width), both = gate[..(2 * width)], n = gate[(2 * width)..], y = output.Slice(row * width, width);
            TensorPrimitives.Add(x[..(2 * width)], h[..(2 * width)], both);
            FunctionMap.Run<T, Sigmoid>(both, both);
            TensorPrimitives.MultiplyAdd(gate[..width], h[(2 * width)..], x[(2 * width)..], n);
            FunctionMap.Run<T, Tanh>(n, n);
            TensorPrimitives.Subtract(state, n, y);
            TensorPrimitives.MultiplyAdd(y, gate.Slice(width, width), n, y);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public override void Backward(INode<T> node)
    {
        ReadOnlySpan<T> hs = node.Elements(1), states = node.Elements(2), gates = node.Saved, upstream = node.Upstream;
        Span<T> dxs = node.Wants(0) ? node.Grad(0) : [], dhs = node.Wants(1) ? node.Grad(1) : [], dStates = node.Wants(2) ? node.Grad(2) : [];
        int width = node.Shape[^1];
        for (int row = 0; row < node.Shape[0]; row++)
        {
            int first = 3 * row * width;
            for (int j = 0; j < width; j++)
            {
                int at = row * width + j, r = first + j, z = r + width, n = z + width;
                T dy = upstream[at], dn = dy * (T.One - gates[z]) * (T.One - gates[n] * gates[n]);
                T dz = dy * (states[at] - gates[n]) * gates[z] * (T.One - gates[z]), dr = dn * hs[n] * gates[r] * (T.One - gates[r]);
                if (!dStates.IsEmpty) dStates[at] += dy * gates[z];
                if (!dxs.IsEmpty) (dxs[r], dxs[z], dxs[n]) = (dxs[r] + dr, dxs[z] + dz, dxs[n] + dn);
                if (!dhs.IsEmpty) (dhs[r], dhs[z], dhs[n]) = (dhs[r] + dr, dhs[z] + dz, dhs[n] + dn * gates[r]);
            }
        }
    }
}
