using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Xunit;
using MicroGrad.Simd.Testing;
using Xunit;
using static MicroGrad.Simd.AxisIndex;

namespace MicroGrad.Simd.Catalogue.Tests.Views;

/// <summary>Parts of tensors by index, against index arithmetic.</summary>
public sealed class IndexingTests
{
    private readonly TensorTape<double> _tape = new();

    [Property]
    public Property A_flip_reads_axes_from_their_end() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor();
        int[] axes = draw.Axes(x.Shape), flipped = [.. axes.Select(axis => axis < 0 ? axis + x.Shape.Rank : axis)];
        Tensor<double> y = x.Flip(axes);
        Grid grid = Grid.Of(x);
        grid.Take(grid.Extents, index => [.. index.Select((at, axis) => flipped.Contains(axis) ? grid.Extents[axis] - 1 - at : at)]).AssertEqual(y);
        return y;
    });

    [Property]
    public Property A_stepped_range_takes_every_so_many_elements() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 1));
        int extent = x.Shape[0], start = draw.Integer(0, extent), end = draw.Integer(start, extent), step = draw.Integer(1, 4);
        bool reversed = draw.Flip();
        Tensor<double> y = x[Every(reversed ? -step : step, start..end)];
        int[] places = [.. Enumerable.Range(start, end - start)];
        if (reversed) Array.Reverse(places);
        places = [.. places.Where((_, i) => i % step == 0)];
        Grid grid = Grid.Of(x);
        grid.Take([places.Length, .. grid.Extents[1..]], index => [places[index[0]], .. index[1..]]).AssertEqual(y);
        return y;
    });

    [Fact]
    public void Places_take_axes_away_and_new_axes_put_some_in()
    {
        Tensor<double> x = Count([2, 3, 4]);
        Says([23], [], x[1, -1, ^1]);
        Says([4, 5, 6, 7], [4], x[0, 1]);
        Says([3, 7, 11, 15, 19, 23], [2, 3], x[Ellipsis, ^1]);
        Says([1, 2, 9, 10], [2, 1, 2], x[0, Every(2), NewAxis, 1..^1]);
        Says([20, 21, 22, 23, 16, 17, 18, 19], [2, 4], x[^1, Every(-1, 1..3), ..]);
        Says([14, 12], [2], x[1, 0, Every(-2, ..3)]);
        Says([], [2, 0, 4], x[.., 3..]);
        Says([], [0, 3, 4], x[Every(-2, 1..1)]);
        Says(x.Data.ToArray(), [2, 3, 4], x[Ellipsis]);
        Says(x.Data.ToArray(), [2, 3, 4, 1], x[Ellipsis, NewAxis]);
        Says([7], [1], Count([]).Reshape([1])[NewAxis, 0] + 7);
    }

    [Fact]
    public void A_part_shares_the_elements_and_its_gradient_goes_back_to_them()
    {
        Tensor<double> x = _tape.Variable([1, 2, 3, 4, 5, 6], [2, 3]);
        Tensor<double> y = x[.., Reversed][0, Every(-2)];
        Assert.Equal([1, 3], y.Data.ToArray());
        y.Backward([10, 20]);
        Assert.Equal([10, 0, 20, 0, 0, 0], x.Grad.ToArray());
    }

    [Fact]
    public void Elements_of_any_type_can_be_taken()
    {
        using var tape = new TensorTape<NFloat>();
        Tensor<NFloat> x = tape.Variable([1, 2, 3, 4, 5], [5]), y = x[Every(-2)];
        y.Backward([1, 2, 3]);
        Assert.Equal([5, 3, 1], y.Data.ToArray().Select(number => (double)number));
        Assert.Equal([3, 0, 2, 0, 1], x.Grad.ToArray().Select(number => (double)number));
    }

    [Fact]
    public void What_cannot_be_taken_says_why_and_records_nothing()
    {
        Tensor<double> x = Count([2, 3]);
        int before = _tape.Count;
        Throws<ArgumentException>(() => x[0, 1, 2], "Tensor[]: [0, 1, 2] does not fit shape [2, 3]. There may be one place or range for each axis, one ellipsis, and 8 axes in the result.");
        Throws<ArgumentException>(() => x[Ellipsis, Every(2), Ellipsis], "Tensor[]: [Ellipsis, Every(2, 0..^0), Ellipsis] does not fit shape [2, 3]. There may be one place or range for each axis, one ellipsis, and 8 axes in the result.");
        Throws<ArgumentOutOfRangeException>(() => x[.., 3], "Tensor[]: place 3 is outside axis 1 of shape [2, 3]. A place must lie in [-3, 3). (Parameter 'place')");
        Throws<ArgumentOutOfRangeException>(() => x[-3], "Tensor[]: place ^3 is outside axis 0 of shape [2, 3]. A place must lie in [-2, 2). (Parameter 'place')");
        Throws<ArgumentOutOfRangeException>(() => x[1..4], "Tensor[]: range 1..4 reaches outside axis 0 of shape [2, 3], or ends before it starts. It must lie in 0..2. (Parameter 'range')");
        Throws<ArgumentOutOfRangeException>(() => x.Flip(2), "Flip: there is no axis 2 in shape [2, 3]. An axis must lie in [-2, 2). (Parameter 'axis')");
        Throws<ArgumentException>(() => x.Flip([1, -1]), "Flip: the axes [1, -1] name axis -1 twice. Each axis may be named once.");
        Throws<ArgumentOutOfRangeException>(() => x[Every(0)], "step ('0') must be a non-zero value. (Parameter 'step')\nActual value was 0.");
        Assert.Equal(before, _tape.Count);
    }

    private static void Throws<TException>(Func<object> act, string message) where TException : Exception =>
        Assert.Equal(message, Assert.Throws<TException>(act).Message, ignoreLineEndingDifferences: true);

    private static void Says(double[] values, int[] extents, Tensor<double> x) => new Grid(values, extents).AssertEqual(x);

    private Tensor<double> Count(Shape shape) => _tape.Variable([.. Enumerable.Range(0, shape.ElementCount).Select(i => (double)i)], shape);
}
