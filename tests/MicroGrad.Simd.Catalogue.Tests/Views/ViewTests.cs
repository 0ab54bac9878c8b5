using FsCheck;
using FsCheck.Xunit;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Views;

/// <summary>Views, against index arithmetic.</summary>
public sealed class ViewTests
{
    private readonly TensorTape<double> _tape = new();

    [Property]
    public Property A_reshape_keeps_the_order_of_the_elements() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor();
        int[] extents = [.. x.Shape];
        Random shuffle = new(draw.Integer(0, 1000));
        shuffle.Shuffle(extents);
        if (extents.Length > 1 && draw.Flip()) extents = [extents[0] * extents[1], .. extents[2..], 1];
        Tensor<double> y = x.Reshape(extents), flat = y.Flatten(), squeezed = y.Squeeze(), wide = x.Unsqueeze(-1).Unsqueeze(0);
        double[] values = x.Data.ToArray();
        new Grid(values, extents).AssertEqual(y);
        new Grid(values, [values.Length]).AssertEqual(flat);
        new Grid(values, [.. extents.Where(extent => extent != 1)]).AssertEqual(squeezed);
        new Grid(values, [1, .. x.Shape, 1]).AssertEqual(wide);
        return y;
    });

    [Property]
    public Property BroadcastTo_repeats_the_only_place_of_an_axis() => GradientProperties.Hold(draw =>
    {
        Shape shape = draw.Shape();
        Tensor<double> x = draw.Tensor(draw.BroadcastsWith(shape));
        Shape result = Shape.Broadcast(x.Shape, shape);
        Tensor<double> y = x.BroadcastTo(result), tripled = x.BroadcastTo(result) * 3;
        Grid grid = Grid.Of(x);
        Grid stretched = grid.Take([.. result], index => [.. index[(result.Rank - x.Shape.Rank)..].Select((place, i) => Math.Min(place, grid.Extents[i] - 1))]);
        (stretched with { Values = [.. stretched.Values.Select(number => 3 * number)] }).AssertEqual(tripled);
        stretched.AssertEqual(y);
        return y;
    });

    [Property]
    public Property MoveAxis_keeps_the_order_of_the_others() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 1));
        int rank = x.Shape.Rank, axis = draw.Integer(0, rank - 1), place = draw.Integer(0, rank - 1);
        Tensor<double> y = x.MoveAxis(axis, place - rank);
        List<int> order = [.. Enumerable.Range(0, rank)];
        order.RemoveAt(axis);
        order.Insert(place, axis);
        Grid grid = Grid.Of(x);
        grid.Take([.. order.Select(i => grid.Extents[i])], index => [.. Enumerable.Range(0, rank).Select(i => index[order.IndexOf(i)])]).AssertEqual(y);
        return y;
    });

    [Property]
    public Property A_diagonal_goes_down_and_right() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 2));
        int[] axes = draw.Permutation(x.Shape.Rank);
        int rows = axes[0], columns = axes[1], offset = draw.Integer(-8, 8);
        Tensor<double> y = x.Diagonal(offset, rows, columns);
        Grid grid = Grid.Of(x);
        int length = Enumerable.Range(0, grid.Extents[rows]).Count(row => row + offset >= 0 && row + offset < grid.Extents[columns]);
        int[] others = [.. Enumerable.Range(0, axes.Length).Where(i => i != rows && i != columns)];
        grid.Take([.. others.Select(i => grid.Extents[i]), length], index =>
        {
            int[] from = new int[axes.Length];
            for (int i = 0; i < others.Length; i++) from[others[i]] = index[i];
            from[rows] = index[^1] + Math.Max(0, -offset);
            from[columns] = index[^1] + Math.Max(0, offset);
            return from;
        }).AssertEqual(y);
        return y;
    });

    [Property]
    public Property Parts_joined_again_are_the_whole() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 1));
        int axis = draw.Axis(x.Shape), length = draw.Integer(1, 4);
        TensorParts<double> parts = draw.Flip() ? x.Split(length, axis) : x.Chunk(length, axis);
        Tensor<double> y = Tensor<double>.Concat(axis, [.. Enumerable.Range(0, parts.Count).Select(i => parts[i])]);
        if (x.Shape[axis] > 0) Grid.Of(x).AssertEqual(Tensor<double>.Stack(axis, [.. Enumerable.Range(0, x.Shape[axis]).Select(i => x.Unbind(axis)[i])]));
        Grid.Of(x).AssertEqual(y);
        return y;
    });

    [Fact]
    public void Parts_come_out_in_order()
    {
        Tensor<double> x = Count([2, 7]);
        Assert.Equal([3, 3, 1], Lengths(x.Split(3, -1)));
        Assert.Equal([4, 3], Lengths(x.Chunk(2, 1)));
        Assert.Equal([2, 2, 2, 1], Lengths(x.Chunk(4, 1)));
        Assert.Equal([2, 2, 2, 1], Lengths(x.Chunk(5, 1)));
        Assert.Equal([0, 5, 2], Lengths(x.Split([0, 5, 2], 1)));
        Assert.Equal([0], Lengths(Count([2, 0]).Split(3, 1)));
        (Tensor<double> first, Tensor<double> second) = x.Unbind();
        Assert.Equal([0, 1, 2, 3, 4, 5, 6], first.Data.ToArray());
        Assert.Equal([7, 8, 9, 10, 11, 12, 13], second.Data.ToArray());
        (_, _, Tensor<double> third, Tensor<double> fourth) = x.Chunk(4, 1);
        Assert.Equal([4, 5, 11, 12], third.Data.ToArray());
        Assert.Equal([6, 13], fourth.Data.ToArray());
        (_, _, third) = x.Split([1, 5, 1], 1);
        Assert.Equal([6, 13], third.Data.ToArray());
    }

    [Fact]
    public void What_a_gradient_adds_to_never_is_a_view()
    {
        Tensor<double> x = _tape.Variable([1, 2], [2, 1]), wide = x.BroadcastTo([2, 3]);
        Tensor<double> y = wide * wide + wide;
        y.Backward([1, 2, 3, 4, 5, 6]);
        Assert.Equal([2, 2, 2, 6, 6, 6], y.Data.ToArray());
        Assert.Equal([6 * 3, 15 * 5], x.Grad.ToArray());
        Assert.Equal([1, 2], x.Data.ToArray());
    }

    private static int[] Lengths(TensorParts<double> parts) => [.. Enumerable.Range(0, parts.Count).Select(i => parts[i].Shape[1])];

    private Tensor<double> Count(Shape shape) => _tape.Variable([.. Enumerable.Range(0, shape.ElementCount).Select(i => (double)i)], shape);
}
