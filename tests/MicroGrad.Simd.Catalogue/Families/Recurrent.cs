using System.Numerics;
namespace MicroGrad.Simd.Catalogue.Families;

internal static class Recurrent<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static IEnumerable<OpRow<T>> Rows =>
    [
        new("LstmGates", "c′ = σ(f) c + σ(i) tanh(g), h′ = σ(o) tanh(c′)", "with s = dc′ + dh′ o (1 − tanh² c′): of each gate, and dc = s f", "LSTMCell (gates)")
        {
            Members = ["LstmGates"],
            Sample = draw =>
            {
                int rows = draw.Extent(), width = draw.Extent();
                LstmState<T> state = draw.Tensor([rows, 4 * width]).LstmGates(draw.Tensor([rows, width]));
                return draw.Integer(0, 2) switch { 0 => state.Hidden, 1 => state.Cell, _ => state.Hidden * state.Cell };
            },
            Speed = bench => bench.Tensor([32, 256]).LstmGates(bench.Tensor([32, 64])).Hidden,
        },
        new("GruGates", "h′ = (1 − z) n + z h, r and z sigmoids, n = tanh(xₙ + r hₙ)", "dn = dy (1 − z)(1 − n²), dz = dy (h − n) z (1 − z), dr = dn hₙ r (1 − r); dh = z dy", "GRUCell (gates)")
        {
            Members = ["GruGates"],
            Sample = draw =>
            {
                int rows = draw.Extent(), width = draw.Extent();
                Tensor<T> x = draw.Tensor([rows, 3 * width]), h = draw.Tensor([rows, 3 * width]);
                return x.GruGates(h, draw.Tensor([rows, width]));
            },
            Speed = bench => bench.Tensor([32, 192]).GruGates(bench.Tensor([32, 192]), bench.Tensor([32, 64])),
        },
    ];
}
