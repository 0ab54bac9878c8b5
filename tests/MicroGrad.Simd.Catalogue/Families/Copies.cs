using System.Numerics;
namespace MicroGrad.Simd.Catalogue.Families;

/// <summary>Elements joined, repeated, moved about or left out.</summary>
internal static class Copies<T> where T : unmanaged, IFloatingPointIeee754<T>
{
    private static readonly PadMode[] Modes = Enum.GetValues<PadMode>();

    public static IEnumerable<OpRow<T>> Rows =>
    [
        new("Concat", "tensors one after another along an axis", "to each its part of dy", "cat")
        {
            Members = ["Concat"],
            Sample = draw =>
            {
                Shape shape = draw.Shape(leastRank: 1);
                int axis = draw.Axis(shape);
                var tensors = new Tensor<T>[draw.Integer(1, 6)];
                for (int i = 0; i < tensors.Length; i++)
                {
                    int[] extents = [.. shape];
                    extents[axis < 0 ? axis + extents.Length : axis] = draw.Extent();
                    tensors[i] = i > 0 && draw.Integer(0, 5) == 0 ? tensors[0] : draw.Tensor(Shape.Create(extents));
                }

                return Tensor<T>.Concat(axis, tensors);
            },
            Speed = bench => Tensor<float>.Concat(-1, bench.Tensor([256, 256]), bench.Tensor([256, 512]), bench.Tensor([256, 128]), bench.Tensor([256, 128])),
        },
        new("Stack", "tensors side by side along a new axis", "to each its part of dy", "stack")
        {
            Members = ["Stack"],
            Sample = draw =>
            {
                Shape shape = draw.Shape();
                var tensors = new Tensor<T>[draw.Integer(1, 6)];
                for (int i = 0; i < tensors.Length; i++) tensors[i] = draw.Tensor(shape);
                return Tensor<T>.Stack(draw.Integer(-shape.Rank - 1, shape.Rank), tensors);
            },
            Speed = bench => Tensor<float>.Stack(0, bench.Tensor([64, 1024]), bench.Tensor([64, 1024]), bench.Tensor([64, 1024]), bench.Tensor([64, 1024])),
        },
        new("Pad", "a number, or elements of x, around x", "to each element the sum of dy where it stands", "nn.functional.pad")
        {
            Edges = "Reflect needs more elements than it is wide, Circular as many, Replicate one",
            Members = ["Pad"],
            Sample = draw =>
            {
                PadMode mode = draw.OneOf<PadMode>(Modes);
                Tensor<T> x = draw.Tensor(draw.Shape(leastExtent: mode == PadMode.Constant ? 0 : 1));
                var widths = new (int, int)[draw.Integer(0, Math.Min(3, x.Shape.Rank))];
                for (int i = 0; i < widths.Length; i++)
                {
                    int extent = x.Shape[x.Shape.Rank - widths.Length + i], most = mode == PadMode.Reflect ? extent - 1 : mode == PadMode.Circular ? extent : 3;
                    widths[i] = (draw.Integer(0, Math.Min(3, most)), draw.Integer(0, Math.Min(3, most)));
                }

                return x.Pad(widths, mode, T.CreateChecked(1.5));
            },
            Speed = bench => bench.Tensor([16, 16, 32, 32]).Pad([(1, 1), (1, 1)]),
        },
        new("Tile", "copies of x side by side", "the sum of dy over the copies", "tile")
        {
            Members = ["Tile"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor();
                var counts = new int[draw.Integer(0, Math.Min(3, x.Shape.Rank + 1))];
                for (int i = 0; i < counts.Length; i++) counts[i] = draw.Integer(draw.Integer(0, 9) == 0 ? 0 : 1, 3);
                return x.Tile(counts);
            },
            Speed = bench => bench.Tensor([64, 256]).Tile([4, 4]),
        },
        new("RepeatEach", "every element several times in a row", "the sum of dy over the copies", "repeat_interleave")
        {
            Members = ["RepeatEach"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor(draw.Shape(leastRank: 1));
                return x.RepeatEach(draw.Integer(0, 3), draw.Axis(x.Shape));
            },
            Speed = bench => bench.Tensor([256, 256]).RepeatEach(4, -1),
        },
        new("Roll", "the elements moved along axes, in a circle", "dy, moved back", "roll")
        {
            Members = ["Roll"],
            Sample = draw =>
            {
                Tensor<T> x = draw.Tensor();
                int[] axes = draw.Axes(x.Shape), shifts = [.. axes.Select(_ => draw.Integer(-9, 9))];
                return axes.Length == 1 ? x.Roll(shifts[0], axes[0]) : x.Roll(shifts, axes);
            },
            Speed = bench => bench.Tensor([256, 1024]).Roll(100, -1),
        },
        new("LowerTriangle", "matrices with 0 above a diagonal", "dy, with 0 above the diagonal", "tril")
        {
            Members = ["LowerTriangle"],
            Sample = draw => draw.Tensor(draw.Shape(leastRank: 2)).LowerTriangle(draw.Integer(-4, 4)),
            Speed = bench => bench.Tensor([4, 256, 256]).LowerTriangle(),
        },
        new("UpperTriangle", "matrices with 0 below a diagonal", "dy, with 0 below the diagonal", "triu")
        {
            Members = ["UpperTriangle"],
            Sample = draw => draw.Tensor(draw.Shape(leastRank: 2)).UpperTriangle(draw.Integer(-4, 4)),
            Speed = bench => bench.Tensor([4, 256, 256]).UpperTriangle(),
        },
        new("DiagonalEmbed", "square matrices with x on a diagonal, 0 beside it", "the diagonal of dy", "diag_embed")
        {
            Members = ["DiagonalEmbed"],
            Sample = draw => draw.Tensor(draw.Shape(leastRank: 1, mostRank: 3)).DiagonalEmbed(draw.Integer(-3, 3)),
            Speed = bench => bench.Tensor([512]).DiagonalEmbed(),
        },
    ];
}
