using MicroGrad.Simd.Shapes;
using Xunit;

namespace MicroGrad.Simd.Tests.Shapes;

public sealed class ShapeTests
{
    [Fact]
    public void A_shape_can_be_spread_into_another()
    {
        Shape shape = [3, 4];
        Shape longer = [2, .. shape, 5];
        Assert.Equal([2, 3, 4, 5], longer.Extents.ToArray());
        Assert.Equal((4, 12, 5), (longer.Rank, shape.ElementCount, longer[^1]));
    }

    [Fact]
    public void The_default_shape_is_the_scalar()
    {
        Shape nothing = default;
        Assert.Equal(Shape.Scalar, nothing);
        Assert.Equal(1, nothing.ElementCount);
        Assert.Equal(Shape.Scalar.ToString(), nothing.ToString());
    }

    [Fact]
    public void A_shape_tells_its_extents()
    {
        Shape shape = [2, 3, 4];
        Assert.Equal((3, 24, 2, 4, 4, 3), (shape.Rank, shape.ElementCount, shape[0], shape[-1], shape[^1], shape[^2]));
        Assert.Equal([2, 3, 4], shape.Extents.ToArray());
        Assert.Equal([2, 3, 4], shape);
        Assert.Equal("[2, 3, 4]", shape.ToString());
        Assert.Equal("[]", Shape.Scalar.ToString());
    }

    [Fact]
    public void Shapes_are_equal_where_rank_and_extents_are()
    {
        Shape shape = [2, 3], same = [2, 3], longer = [2, 3, 1], other = [3, 2];
        Assert.True(shape == same && shape.Equals((object)same) && shape.GetHashCode() == same.GetHashCode());
        Assert.True(shape != longer && shape != other && !shape.Equals("[2, 3]"));
    }

    [Fact]
    public void The_largest_shape_fits_an_array_and_a_zero_makes_any_shape_small()
    {
        Assert.Equal(Array.MaxLength, Shape.Create([Array.MaxLength]).ElementCount);
        Assert.Equal(0, Shape.Create([int.MaxValue, int.MaxValue, int.MaxValue, 0]).ElementCount);
        Assert.Throws<ArgumentException>(() => Shape.Create([Array.MaxLength, 2]));
    }

    [SeedProperty]
    public void Broadcasting_follows_NumPy(Seed seed)
    {
        var random = seed.Random();
        Shape a = Layouts.RandomShape(random, 100), b = random.Next(2) == 0 ? Layouts.RandomShape(random, 100) : Layouts.Stretched(random, a, 100);
        int rank = Math.Max(a.Rank, b.Rank);
        int[] left = [.. Enumerable.Repeat(1, rank - a.Rank), .. a.Extents], right = [.. Enumerable.Repeat(1, rank - b.Rank), .. b.Extents];
        if (left.Zip(right).Any(pair => pair.First != pair.Second && pair.First != 1 && pair.Second != 1))
        {
            Assert.Throws<ArgumentException>(() => Shape.Broadcast(a, b));
            return;
        }

        // A 1 stretches to 0 too.
        int[] expected = [.. left.Zip(right, (x, y) => x == 1 ? y : x)];
        Assert.Equal(expected, Shape.Broadcast(a, b));
        Assert.Equal(expected, Shape.Broadcast(b, a));
    }

    [SeedProperty]
    public void A_layout_is_contiguous_exactly_where_its_elements_follow_one_another(Seed seed)
    {
        Layout layout = Layouts.Random(seed.Random(), 100, out int bufferLength);
        int[] offsets = Layouts.Offsets(layout);
        if (offsets.Length > 0) Assert.Equal(offsets.SequenceEqual(Enumerable.Range(layout.Offset, offsets.Length)), layout.IsContiguous);
        Assert.InRange(layout.Offset, 0, bufferLength);
    }

    [SeedProperty]
    public void Reducing_drops_or_keeps_the_named_axes(Seed seed)
    {
        var random = seed.Random();
        Shape shape = Layouts.RandomShape(random, 100);
        int[] axes = [.. Enumerable.Range(0, shape.Rank).Where(_ => random.Next(2) == 0)];
        int[] named = [.. axes.Select(axis => random.Next(2) == 0 ? axis : axis - shape.Rank)];
        random.Shuffle(named);
        AxisSet set = AxisSet.Create("Sum", shape, named);
        Assert.Equal(shape.Select((extent, axis) => axes.Contains(axis) ? 1 : extent), set.Keep(shape));
        Assert.Equal(shape.Where((_, axis) => !axes.Contains(axis)), set.Drop(shape));
        Assert.Equal(axes.Aggregate(1, (count, axis) => count * shape[axis]), set.Count(shape));
    }
}
