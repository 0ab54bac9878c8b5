using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class Reductions
{
    public static IEnumerable<OpRow> Rows =>
    [
        new("Sum", "Σ x over axes", "dy, spread over the axes", "sum")
        {
            Members = ["Sum"],
            IsLinear = true,
            Sample = draw =>
            {
                Tensor<double> x = draw.Tensor();
                return draw.Integer(0, 3) == 0 ? x.Sum() : x.Sum(draw.Axes(x.Shape), draw.Flip());
            },
            Speed = bench => bench.Tensor([256, 1024]).Sum(-1),
        },
        new("Max", "max x over axes", "dy at the maximum", "amax")
        {
            Edges = "split evenly between equal maxima; NaN wins; nothing to take it of throws",
            Members = ["Max"],
            Sample = draw =>
            {
                Tensor<double> x = draw.Tensor(draw.Shape(leastExtent: 1), Values.Apart);
                return draw.Integer(0, 3) == 0 ? x.Max() : x.Max(draw.Axes(x.Shape), draw.Flip());
            },
            Speed = bench => bench.Tensor([256, 1024]).Max(-1),
        },
    ];
}
