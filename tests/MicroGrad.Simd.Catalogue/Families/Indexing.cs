using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

internal static class Indexing<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly int[] Columns = Spread(256 * 1024, 1024), Rows1024 = Spread(1024, 256), Words = Spread(256, 50_000);

    public static IEnumerable<OpRow<T>> Rows =>
    [
        new("Gather", "x at the index along an axis, at the index's own place along the others", "dy, added at the indices", "gather")
        {
            Edges = "negative indices throw",
            Members = ["Gather"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1, leastExtent: 1));
                int axis = draw.Axis(x.Shape);
                Shape shape = Smaller(draw, x.Shape, axis);
                return x.Gather(axis, draw.Indices(shape.ElementCount, x.Shape[axis]), shape);
            },
            Speed = bench => bench.Tensor([256, 1024]).Gather(-1, Columns, [256, 1024]),
        },
        new("IndexSelect", "the slices at the indices along an axis", "dy, added at the indices", "index_select")
        {
            Edges = "negative indices throw",
            Members = ["IndexSelect"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1, leastExtent: 1));
                int axis = draw.Axis(x.Shape);
                return x.IndexSelect(axis, draw.Indices(draw.Extent(), x.Shape[axis]));
            },
            Speed = bench => bench.Tensor([256, 1024]).IndexSelect(0, Rows1024),
        },
        new("ScatterAdd", "x, and a source added at the indices along an axis", "dy; dy at the indices", "scatter_add")
        {
            Edges = "negative indices throw; equal ones add up, in order",
            Members = ["ScatterAdd"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1, leastExtent: 1));
                int axis = draw.Axis(x.Shape);
                Tensor<T> source = draw.Tensor(Smaller(draw, x.Shape, axis));
                return x.ScatterAdd(axis, draw.Indices(source.Shape.ElementCount, x.Shape[axis]), source);
            },
            Speed = bench => bench.Tensor([256, 1024]).ScatterAdd(-1, Columns, bench.Tensor([256, 1024])),
        },
        new("Embedding", "the rows of a table at the indices", "dy, added to those rows alone", "embedding")
        {
            Edges = "negative indices throw; no gradient for the padding row",
            Members = ["Embedding"],
            Sample = draw =>
            {
                Tensor<T> table = draw.Tensor(draw.Shape(leastRank: 1, mostRank: 3, leastExtent: 1));
                Shape shape = draw.Shape(mostRank: 2);
                return table.Embedding(draw.Indices(shape.ElementCount, table.Shape[0]), shape);
            },
            Speed = bench => bench.Tensor([50_000, 64]).Embedding(Words, [4, 64]),
        },
        new("OneHot", "1 at the class, 0 elsewhere", "none: a constant", "one_hot")
        {
            Edges = "a class outside throws",
            Members = ["TensorTape.OneHot"],
            Sample = draw =>
            {
                int count = draw.Integer(1, 5);
                Tensor<T> x = draw.Tensor([draw.Integer(0, 5), count]);
                return x * (T.One + x.Tape.OneHot(draw.Indices(x.Shape[0], count), count));
            },
            Speed = bench => bench.Tape.OneHot(Rows1024, 256),
        },
        new("Sort", "the elements in order along an axis", "dy, back where the elements stood", "sort")
        {
            Edges = "equal ones keep their order; NaN above all",
            Members = ["Sort", "Ranked.Values", "Ranked.Indices", "Ranked.Deconstruct"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1), Values.Apart);
                return x.Sort(draw.Axis(x.Shape), draw.Flip()).Values;
            },
            Speed = bench => bench.Tensor([256, 1024]).Sort().Values,
        },
        new("TopK", "the k largest or smallest along an axis", "dy, back where the elements stood", "topk")
        {
            Edges = "the first of equals; NaN above all",
            Members = ["TopK"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1), Values.Apart);
                int axis = draw.Axis(x.Shape);
                return x.TopK(Math.Min(draw.Extent(), x.Shape[axis]), axis, draw.Flip()).Values;
            },
            Speed = bench => bench.Tensor([256, 1024]).TopK(10).Values,
        },
    ];

    // Of no larger extent but along the axis, where any will do.
    private static Shape Smaller(Draw<T> draw, Shape shape, int axis)
    {
        int[] extents = [.. shape];
        for (int i = 0; i < extents.Length; i++)
            extents[i] = i == (axis < 0 ? axis + extents.Length : axis) ? draw.Extent() : Math.Min(draw.Extent(), extents[i]);
        return Shape.Create(extents);
    }

    private static int[] Spread(int count, int below)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => random.Next(below))];
    }
}
