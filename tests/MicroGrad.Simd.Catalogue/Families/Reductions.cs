using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class Reductions<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    // Numbers whose products of many stay within a few powers of ten.
    private static readonly Values Factors = new(0.5, 1.5);

    public static IEnumerable<OpRow<T>> Rows =>
    [
        Row("Sum", "Σ x over axes", "dy, spread over the axes", "sum", x => x.Sum(), (x, axis, keep) => x.Sum(axis, keep), (x, axes, keep) => x.Sum(axes, keep), x => x.Sum(-1)) with { IsLinear = true },
        Row(
            "Mean", "Σ x / n over axes", "dy / n, spread over the axes", "mean", x => x.Mean(), (x, axis, keep) => x.Mean(axis, keep), (x, axes, keep) => x.Mean(axes, keep),
            x => x.Mean(-1), edges: "NaN of nothing", leastExtent: 1) with { IsLinear = true },
        Row(
            "Max", "max x over axes", "dy at the maximum", "amax", x => x.Max(), (x, axis, keep) => x.Max(axis, keep), (x, axes, keep) => x.Max(axes, keep), x => x.Max(-1),
            Values.Apart, "split evenly between equal maxima; NaN wins; nothing to take it of throws", leastExtent: 1),
        Row(
            "Min", "min x over axes", "dy at the minimum", "amin", x => x.Min(), (x, axis, keep) => x.Min(axis, keep), (x, axes, keep) => x.Min(axes, keep), x => x.Min(-1),
            Values.Apart, "split evenly between equal minima; NaN wins; nothing to take it of throws", leastExtent: 1),
        Row(
            "Product", "Π x over axes", "dy Π of the other factors", "prod", x => x.Product(), (x, axis, keep) => x.Product(axis, keep), (x, axes, keep) => x.Product(axes, keep),
            x => x.Product(-1), Factors, "no division: right with zeros among the factors; 1 of nothing"),
        Row(
            "LogSumExp", "ln Σ eˣ over axes", "softmax(x) dy", "logsumexp", x => x.LogSumExp(), (x, axis, keep) => x.LogSumExp(axis, keep), (x, axes, keep) => x.LogSumExp(axes, keep),
            x => x.LogSumExp(-1), edges: "−∞ of nothing", leastExtent: 1),
        Row(
            "Variance", "Σ (x − mean)² / (n − correction) over axes", "2 (x − mean) / (n − correction) dy", "var", x => x.Variance(correction: 0),
            (x, axis, keep) => x.Variance(axis, keep, correction: 0), (x, axes, keep) => x.Variance(axes, keep, correction: 0), x => x.Variance(-1),
            edges: "correction 1 unless told otherwise; NaN of no more elements than the correction", leastExtent: 1),
        new("StandardDeviation", "√ of the variance over axes", "(x − mean) / ((n − correction) y) dy", "std")
        {
            Edges = "0 where y is 0; NaN of no more elements than the correction",
            Members = ["StandardDeviation"],
            Sample = draw =>
            {
                // At least two elements, apart from one another, along whatever axes: else y is at its kink.
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1, leastExtent: 2), Values.Apart);
                int correction = draw.Integer(0, 1);
                return draw.Integer(0, 3) switch
                {
                    0 => x.StandardDeviation(correction: correction),
                    1 => x.StandardDeviation(draw.Axis(x.Shape), draw.Flip(), correction),
                    _ => x.StandardDeviation(SomeAxes(draw, x.Shape), draw.Flip(), correction),
                };
            },
            Speed = bench => bench.Tensor([256, 1024]).StandardDeviation(-1),
        },
        new("Norm", "(Σ |x|ᵖ)^(1/p) over axes", "sign(x) (|x| / y)^(p − 1) dy", "linalg.vector_norm")
        {
            Edges = "0 where x or y is 0; order ∞ splits evenly between equal magnitudes",
            Members = ["Norm"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastExtent: 1), Values.Apart with { Low = 0.5, High = 3 });
                if (draw.Flip()) x = -x;
                double order = draw.OneOf(1, 2, 2, 3, 0.7, 4.5, double.PositiveInfinity);
                return draw.Integer(0, x.Shape.Rank == 0 ? 0 : 3) switch
                {
                    0 => x.Norm(order),
                    1 => x.Norm(order, draw.Axis(x.Shape), draw.Flip()),
                    _ => x.Norm(order, SomeAxes(draw, x.Shape), draw.Flip()),
                };
            },
            Speed = bench => bench.Tensor([256, 1024]).Norm(2, -1),
        },
        new("ArgMax", "the index of max x along an axis", "none: an index", "argmax")
        {
            Edges = "the first of equals; the first NaN; nothing to take it of throws",
            Members = ["ArgMax"],
            Sample = draw => AtExtreme(draw, (x, axis) => x.ArgMax(axis)),
            Speed = bench => AtExtreme(bench, x => x.ArgMax(-1)),
        },
        new("ArgMin", "the index of min x along an axis", "none: an index", "argmin")
        {
            Edges = "the first of equals; the first NaN; nothing to take it of throws",
            Members = ["ArgMin"],
            Sample = draw => AtExtreme(draw, (x, axis) => x.ArgMin(axis)),
            Speed = bench => AtExtreme(bench, x => x.ArgMin(-1)),
        },
    ];

    private delegate ReadOnlySpan<int> PlacesAlong(Tensor<T> x, int axis);

    private delegate ReadOnlySpan<int> Places(Tensor<float> x);

    private static OpRow<T> Row(
        string name, string formula, string gradient, string torch, Func<Tensor<T>, Tensor<T>> all, Func<Tensor<T>, int, bool, Tensor<T>> one,
        Func<Tensor<T>, int[], bool, Tensor<T>> several, Func<Tensor<float>, Tensor<float>> speed, Values? values = null, string edges = "",
        int leastExtent = 0) => new(name, formula, gradient, torch)
        {
            Edges = edges,
            Members = [name],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastExtent: leastExtent), values);
                return draw.Integer(0, x.Shape.Rank == 0 ? 0 : 3) switch
                {
                    0 => all(x),
                    1 => one(x, draw.Axis(x.Shape), draw.Flip()),
                    _ => several(x, draw.Axes(x.Shape), draw.Flip()),
                };
            },
            Speed = bench => speed(bench.Tensor([256, 1024])),
        };

    private static int[] SomeAxes(Draw<T> draw, Shape shape)
    {
        int[] axes = draw.Axes(shape);
        return axes.Length == 0 ? [draw.Axis(shape)] : axes;
    }

    // Indices have no gradient; what is done with them has.
    private static Tensor<T> AtExtreme(Draw<T> draw, PlacesAlong places)
    {
        Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1, leastExtent: 1), Values.Apart);
        int axis = draw.Axis(x.Shape);
        int[] extents = [.. x.Shape];
        extents[axis < 0 ? axis + extents.Length : axis] = 1;
        return x + x.Gather(axis, places(x, axis), Shape.Create(extents));
    }

    private static Tensor<float> AtExtreme(Bench bench, Places places)
    {
        Tensor<float> x = bench.Tensor([256, 1024]);
        return x.Gather(-1, places(x), [256, 1]);
    }
}
