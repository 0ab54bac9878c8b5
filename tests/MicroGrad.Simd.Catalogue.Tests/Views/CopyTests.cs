using FsCheck;
using FsCheck.Xunit;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Catalogue.Tests.Views;

/// <summary>Copies of moved, repeated and joined elements, against index arithmetic.</summary>
public sealed class CopyTests
{
    [Property]
    public Property Concat_puts_tensors_one_after_another() => GradientProperties.Hold(draw =>
    {
        Shape shape = draw.Shape(leastRank: 1);
        int axis = draw.Integer(0, shape.Rank - 1);
        Tensor<double>[] parts = [.. Enumerable.Range(0, draw.Integer(1, 9)).Select(_ => draw.Tensor(With(shape, axis, draw.Extent())))];
        Tensor<double> y = Tensor<double>.Concat(axis - shape.Rank, parts);
        Grid[] grids = [.. parts.Select(Grid.Of)];
        Grid.Fill([.. With(shape, axis, parts.Sum(part => part.Shape[axis]))], index =>
        {
            int part = 0;
            int[] at = [.. index];
            while (at[axis] >= grids[part].Extents[axis]) at[axis] -= grids[part++].Extents[axis];
            return grids[part][at];
        }).AssertEqual(y);
        return y;
    });

    [Property]
    public Property Stack_puts_tensors_side_by_side() => GradientProperties.Hold(draw =>
    {
        Shape shape = draw.Shape();
        int axis = draw.Integer(0, shape.Rank);
        Tensor<double>[] parts = [.. Enumerable.Range(0, draw.Integer(1, 9)).Select(_ => draw.Tensor(shape))];
        Tensor<double> y = Tensor<double>.Stack(axis, parts);
        Grid[] grids = [.. parts.Select(Grid.Of)];
        int[] extents = [.. shape.Extents[..axis], parts.Length, .. shape.Extents[axis..]];
        Grid.Fill(extents, index => grids[index[axis]][[.. index[..axis], .. index[(axis + 1)..]]]).AssertEqual(y);
        return y;
    });

    [Property]
    public Property A_padded_place_outside_is_what_the_mode_says() => GradientProperties.Hold(draw =>
    {
        PadMode mode = draw.OneOf(PadMode.Constant, PadMode.Reflect, PadMode.Replicate, PadMode.Circular);
        Tensor<double> x = draw.Tensor(draw.Shape(leastExtent: mode == PadMode.Constant ? 0 : 1));
        var widths = new (int Before, int After)[x.Shape.Rank];
        for (int i = 0; i < widths.Length; i++)
        {
            int most = mode switch { PadMode.Reflect => Math.Min(3, x.Shape[i] - 1), PadMode.Circular => Math.Min(3, x.Shape[i]), _ => 3 };
            if (draw.Flip()) widths[i] = (draw.Integer(0, most), draw.Integer(0, most));
        }

        Tensor<double> y = x.Pad(widths, mode, -7);
        Grid grid = Grid.Of(x);
        Grid.Fill([.. widths.Select((width, i) => width.Before + grid.Extents[i] + width.After)], index =>
        {
            int[] at = [.. index.Select((place, i) => Inside(place - widths[i].Before, grid.Extents[i], mode))];
            return at.Contains(-1) ? -7 : grid[at];
        }).AssertEqual(y);
        return y;
    });

    [Property]
    public Property Tile_and_RepeatEach_take_elements_again() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 1, mostRank: 4));
        int axis = draw.Integer(0, x.Shape.Rank - 1), count = draw.Integer(0, 3);
        int[] counts = [.. Enumerable.Range(0, draw.Integer(0, x.Shape.Rank + 1)).Select(_ => draw.Integer(1, 3))];
        Tensor<double> tiled = x.Tile(counts), each = x.RepeatEach(count, axis);
        Grid grid = Grid.Of(x);
        int rank = Math.Max(grid.Extents.Length, counts.Length);
        int[] extents = [.. Enumerable.Repeat(1, rank - grid.Extents.Length), .. grid.Extents];
        for (int i = 1; i <= counts.Length; i++) extents[^i] *= counts[^i];
        grid.Take(extents, index => [.. index[(rank - grid.Extents.Length)..].Select((place, i) => place % grid.Extents[i])]).AssertEqual(tiled);
        grid.Take([.. With(x.Shape, axis, x.Shape[axis] * count)], index => [.. index.Select((place, i) => i == axis ? place / count : place)]).AssertEqual(each);
        return tiled.Sum() * each;
    });

    [Property]
    public Property Roll_moves_elements_in_a_circle() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor();
        int[] axes = draw.Axes(x.Shape), shifts = [.. axes.Select(_ => draw.Integer(-9, 9))], by = new int[x.Shape.Rank];
        for (int i = 0; i < axes.Length; i++) by[axes[i] < 0 ? axes[i] + by.Length : axes[i]] = shifts[i];
        Tensor<double> y = x.Roll(shifts, axes);
        Grid grid = Grid.Of(x);
        grid.Take(grid.Extents, index => [.. index.Select((place, i) => Modulo(place - by[i], grid.Extents[i]))]).AssertEqual(y);
        return y;
    });

    [Property]
    public Property Triangles_keep_one_side_of_a_diagonal() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 2));
        int diagonal = draw.Integer(-5, 5);
        Tensor<double> lower = x.LowerTriangle(diagonal), upper = x.UpperTriangle(diagonal);
        Grid grid = Grid.Of(x);
        Grid.Fill(grid.Extents, index => index[^1] <= index[^2] + diagonal ? grid[index] : 0).AssertEqual(lower);
        Grid.Fill(grid.Extents, index => index[^1] >= index[^2] + diagonal ? grid[index] : 0).AssertEqual(upper);
        return lower + upper * 2;
    });

    [Property]
    public Property DiagonalEmbed_is_the_way_back_from_Diagonal() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 1, mostRank: 3));
        int offset = draw.Integer(-3, 3), side = x.Shape[^1] + Math.Abs(offset);
        Tensor<double> y = x.DiagonalEmbed(offset), back = y.Diagonal(offset, -2, -1);
        Grid grid = Grid.Of(x);
        Grid.Fill([.. grid.Extents[..^1], side, side], index => index[^1] - index[^2] == offset ? grid[[.. index[..^2], Math.Min(index[^1], index[^2])]] : 0).AssertEqual(y);
        grid.AssertEqual(back);
        return back;
    });

    private static int Inside(int place, int extent, PadMode mode) => mode switch
    {
        PadMode.Constant => place < 0 || place >= extent ? -1 : place,
        PadMode.Replicate => Math.Clamp(place, 0, extent - 1),
        PadMode.Circular => Modulo(place, extent),
        _ => extent == 1 ? 0 : Math.Min(Modulo(place, 2 * extent - 2), Modulo(-place, 2 * extent - 2)),
    };

    private static int Modulo(int place, int extent) => (place % extent + extent) % extent;

    private static Shape With(Shape shape, int axis, int extent)
    {
        int[] extents = [.. shape];
        extents[axis] = extent;
        return Shape.Create(extents);
    }
}
