using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class AlongAnAxis<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static IEnumerable<OpRow<T>> Rows =>
    [
        Row("Softmax", "eˣ / Σ eˣ along an axis", "y (dy − Σ dy y)", "softmax", (x, axis) => x.Softmax(axis), x => x.Softmax(), "a row with NaN or ∞ is NaN"),
        Row("LogSoftmax", "x − ln Σ eˣ along an axis", "dy − eʸ Σ dy", "log_softmax", (x, axis) => x.LogSoftmax(axis), x => x.LogSoftmax(), "a row with NaN or ∞ is NaN"),
        Row(
            "CumulativeSum", "Σ x up to each element, along an axis", "Σ dy from each element on", "cumsum", (x, axis) => x.CumulativeSum(axis), x => x.CumulativeSum(),
            "added up in order"),
        Row(
            "CumulativeProduct", "Π x up to each element, along an axis", "Σ dy y / x from each element on", "cumprod", (x, axis) => x.CumulativeProduct(axis),
            x => x.CumulativeProduct(), "no division: right with zeros among the factors", new(-1.5, 1.5)),
        Row(
            "LogCumulativeSumExp", "ln Σ eˣ up to each element, along an axis", "Σ e^(x − y) dy from each element on", "logcumsumexp",
            (x, axis) => x.LogCumulativeSumExp(axis), x => x.LogCumulativeSumExp(), "−∞ adds nothing and gets 0"),
    ];

    private static OpRow<T> Row(
        string name, string formula, string gradient, string torch, Func<Tensor<T>, int, Tensor<T>> op, Func<Tensor<float>, Tensor<float>> speed,
        string edges, Values? values = null) => new(name, formula, gradient, torch)
        {
            Edges = edges,
            Members = [name],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1), values);
                return op(x, draw.Axis(x.Shape));
            },
            Speed = bench => speed(bench.Tensor([256, 1024], -1, 1)),
        };
}
