using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

/// <summary>The same elements in another arrangement, without a copy.</summary>
internal static class Views
{
    public static IEnumerable<OpRow> Rows =>
    [
        new("Reshape", "the elements of x, row-major, under another shape", "dy under the shape of x", "reshape")
        {
            Members = ["Reshape"],
            Sample = draw =>
            {
                Tensor<double> x = draw.Tensor();
                return x.Reshape(Shape.Create([.. x.Shape.Reverse()]));
            },
            Speed = bench => bench.Tensor([256, 1024]).Transpose().Reshape([256 * 1024]),
        },
        new("Permute", "the axes in another order", "dy, its axes in the first order", "permute")
        {
            Members = ["Permute"],
            Sample = draw =>
            {
                Tensor<double> x = draw.Tensor();
                return x.Permute(draw.Permutation(x.Shape.Rank));
            },
            Speed = bench => bench.Tensor([16, 128, 8, 16]).Permute([0, 2, 1, 3]),
        },
        new("Transpose", "two axes swapped", "dy, the axes swapped", "transpose")
        {
            Members = ["Transpose"],
            Sample = draw =>
            {
                Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 2));
                return draw.Flip() ? x.Transpose() : x.Transpose(draw.Axis(x.Shape), draw.Axis(x.Shape));
            },
            Speed = bench => bench.Tensor([256, 1024]).Transpose(),
        },
        new("Slice", "x from start to start + length along an axis", "dy in that place, 0 around it", "narrow")
        {
            Members = ["Slice"],
            Sample = draw =>
            {
                Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 1));
                int axis = draw.Axis(x.Shape), start = draw.Integer(0, x.Shape[axis]);
                return x.Slice(axis, start, draw.Integer(0, x.Shape[axis] - start));
            },
            Speed = bench => bench.Tensor([256, 1024]).Slice(0, 64, 128),
        },
        new("x[…]", "the elements at places, ranges and every n-th place", "dy in those places, 0 elsewhere", "x[…]")
        {
            Edges = "a place outside its axis throws, and so does a range",
            Members = ["Part"],
            Sample = draw =>
            {
                Tensor<double> x = draw.Tensor();
                return x[Indices(draw, x.Shape)];
            },
            Speed = bench => bench.Tensor([256, 1024])[.., AxisIndex.Every(2)],
        },
        new("Flip", "the elements of some axes in reverse", "dy, in reverse", "flip")
        {
            Members = ["Flip"],
            Sample = draw =>
            {
                Tensor<double> x = draw.Tensor();
                return x.Shape.Rank > 0 && draw.Flip() ? x.Flip(draw.Axis(x.Shape)) : x.Flip(draw.Axes(x.Shape));
            },
            Speed = bench => bench.Tensor([256, 1024]).Flip(-1),
        },
    ];

    private static AxisIndex[] Indices(Draw draw, Shape shape)
    {
        var indices = new List<AxisIndex>();
        bool skips = draw.Flip();
        int skipped = skips ? draw.Integer(0, shape.Rank) : 0, before = draw.Integer(0, shape.Rank - skipped);
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (draw.Integer(0, 5) == 0 && indices.Count < shape.Rank) indices.Add(AxisIndex.NewAxis);
            if (skips && axis == before) indices.Add(AxisIndex.Ellipsis);
            if (axis >= before && axis < before + skipped) continue;
            int extent = shape[axis], start = draw.Integer(0, extent), end = draw.Integer(start, extent);
            indices.Add(draw.Integer(0, 4) switch
            {
                0 when extent > 0 => draw.Integer(-extent, extent - 1),
                1 => start..end,
                2 => ^(extent - start)..,
                3 => AxisIndex.Every(draw.OneOf(-3, -2, -1, 1, 2, 3), start..end),
                _ => draw.OneOf(AxisIndex.All, AxisIndex.Reversed),
            });
        }

        return [.. indices];
    }
}
