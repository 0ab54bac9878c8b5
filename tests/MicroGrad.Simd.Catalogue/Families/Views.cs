using System.Numerics;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Families;

/// <summary>The same elements in another arrangement, without a copy.</summary>
internal static class Views<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    public static IEnumerable<OpRow<T>> Rows =>
    [
        new("Reshape", "the elements of x, row-major, under another shape", "dy under the shape of x", "reshape")
        {
            Members = ["Reshape"],
            IsLinear = true,
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor();
                int[] extents = [.. x.Shape.Reverse()];
                if (extents.Length > 0 && x.Shape.ElementCount > 0 && draw.Flip()) extents[draw.Integer(0, extents.Length - 1)] = -1;
                return draw.Flip() ? x.Reshape(extents) : x.Reshape(x.Shape).Reshape(extents);
            },
            Speed = bench => bench.Tensor([256, 1024]).Transpose().Reshape([256 * 1024]),
        },
        new("Permute", "the axes in another order", "dy, its axes in the first order", "permute")
        {
            Members = ["Permute"],
            IsLinear = true,
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor();
                return x.Permute(draw.Permutation(x.Shape.Rank));
            },
            Speed = bench => bench.Tensor([16, 128, 8, 16]).Permute([0, 2, 1, 3]),
        },
        new("Transpose", "two axes swapped", "dy, the axes swapped", "transpose")
        {
            Members = ["Transpose"],
            IsLinear = true,
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 2));
                return draw.Flip() ? x.Transpose() : x.Transpose(draw.Axis(x.Shape), draw.Axis(x.Shape));
            },
            Speed = bench => bench.Tensor([256, 1024]).Transpose(),
        },
        new("Slice", "x from start to start + length along an axis", "dy in that place, 0 around it", "narrow")
        {
            Members = ["Slice"],
            IsLinear = true,
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1));
                int axis = draw.Axis(x.Shape), start = draw.Integer(0, x.Shape[axis]);
                return x.Slice(axis, start, draw.Integer(0, x.Shape[axis] - start));
            },
            Speed = bench => bench.Tensor([256, 1024]).Slice(0, 64, 128),
        },
        new("x[…]", "the elements at places, ranges and every n-th place", "dy in those places, 0 elsewhere", "x[…]")
        {
            Edges = "a place outside its axis throws, and so does a range",
            Members = ["Part"],
            IsLinear = true,
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor();
                return x[Indices(draw, x.Shape)];
            },
            Speed = bench => bench.Tensor([256, 1024])[.., AxisIndex.Every(2)],
        },
        new("Flip", "the elements of some axes in reverse", "dy, in reverse", "flip")
        {
            Members = ["Flip"],
            IsLinear = true,
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor();
                return x.Shape.Rank > 0 && draw.Flip() ? x.Flip(draw.Axis(x.Shape)) : x.Flip(draw.Axes(x.Shape));
            },
            Speed = bench => bench.Tensor([256, 1024]).Flip(-1),
        },
        new("Flatten", "neighbouring axes merged", "dy under the shape of x", "flatten")
        {
            Members = ["Flatten"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor();
                int rank = x.Shape.Rank, first = draw.Integer(0, Math.Max(0, rank - 1));
                return rank == 0 || draw.Flip() ? x.Flatten() : x.Flatten(first, draw.Integer(first, rank - 1) - rank);
            },
            Speed = bench => bench.Tensor([16, 16, 1024]).Flatten(1),
        },
        new("Squeeze", "without axes of extent 1", "dy under the shape of x", "squeeze")
        {
            Edges = "a named axis of another extent throws",
            Members = ["Squeeze"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor();
                int[] ones = [.. Enumerable.Range(0, x.Shape.Rank).Where(axis => x.Shape[axis] == 1)];
                return draw.Flip() ? x.Squeeze() : ones.Length == 1 ? x.Squeeze(ones[0]) : x.Squeeze(ones);
            },
            Speed = bench => bench.Tensor([256, 1, 1024]).Squeeze(1),
        },
        new("Unsqueeze", "with a new axis of extent 1", "dy under the shape of x", "unsqueeze")
        {
            Members = ["Unsqueeze"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor();
                return x.Unsqueeze(draw.Integer(-x.Shape.Rank - 1, x.Shape.Rank));
            },
            Speed = bench => bench.Tensor([256, 1024]).Unsqueeze(1),
        },
        new("BroadcastTo", "x, stretched along axes of extent 1 and new ones in front", "dy, summed over the stretched axes", "expand")
        {
            Members = ["BroadcastTo"],
            Sample = draw =>
            {
                Shape shape = draw.Shape();
                Tensor<T> x = draw.Tensor(draw.BroadcastsWith(shape));
                return x.BroadcastTo(Shape.Broadcast(x.Shape, shape));
            },
            Speed = bench => bench.Tensor([256, 1]).BroadcastTo([256, 1024]),
        },
        new("MoveAxis", "one axis in another place", "dy, the axis back in its place", "movedim")
        {
            Members = ["MoveAxis"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1));
                return x.MoveAxis(draw.Axis(x.Shape), draw.Axis(x.Shape));
            },
            Speed = bench => bench.Tensor([16, 16, 1024]).MoveAxis(-1, 1),
        },
        new("Diagonal", "a diagonal of two axes as a last axis", "dy on the diagonal, 0 beside it", "diagonal")
        {
            Edges = "a diagonal outside of the matrix is empty",
            Members = ["Diagonal"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 2));
                int[] axes = draw.Permutation(x.Shape.Rank);
                return x.Diagonal(draw.Integer(-4, 4), axes[0], axes[1] - x.Shape.Rank);
            },
            Speed = bench => bench.Tensor([512, 512]).Diagonal(),
        },
        new("Split, Chunk", "parts along an axis", "dy in the place of the part, 0 beside it", "split, chunk")
        {
            Edges = "the last part may be shorter",
            Members = ["Split", "Chunk"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1));
                int axis = draw.Axis(x.Shape), first = draw.Integer(0, x.Shape[axis]);
                TensorParts<T> parts = draw.Integer(0, 2) switch
                {
                    0 => x.Chunk(draw.Integer(1, 4), axis),
                    1 => x.Split(draw.Integer(1, 4), axis),
                    _ => x.Split([first, x.Shape[axis] - first], axis),
                };
                return parts[draw.Integer(0, parts.Count - 1)];
            },
            Speed = bench => bench.Tensor([256, 1024]).Chunk(4, -1)[1],
        },
        new("Unbind", "the tensors at each place of an axis", "dy in that place, 0 beside it", "unbind")
        {
            Members = ["Unbind"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1, leastExtent: 1));
                TensorParts<T> parts = x.Unbind(draw.Axis(x.Shape));
                return parts[draw.Integer(0, parts.Count - 1)];
            },
            Speed = bench => bench.Tensor([4, 256, 1024]).Unbind()[1],
        },
    ];

    private static AxisIndex[] Indices(Draw<T> draw, Shape shape)
    {
        var indices = new List<AxisIndex>();
        bool skips = draw.Flip();
        int skipped = skips ? draw.Integer(0, shape.Rank) : 0, before = draw.Integer(0, shape.Rank - skipped), added = 0;
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (draw.Integer(0, 5) == 0 && added < Shape.MaxRank - shape.Rank)
            {
                indices.Add(AxisIndex.NewAxis);
                added++;
            }

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
