using System.Runtime.InteropServices;
using FsCheck;
using FsCheck.Xunit;
using MicroGrad.Simd.Catalogue.Tests.Views;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Indexing;

/// <summary>Gathers, scatters and lookups against index arithmetic.</summary>
public sealed class IndexedTests : IDisposable
{
    private readonly TensorTape<double> _tape = new();

    public void Dispose() => _tape.Dispose();

    [Property]
    public Property A_gather_takes_what_the_index_says_along_the_axis() => GradientProperties.Hold(draw =>
    {
        (Tensor<double> x, int axis, int[] extents, int[] indices) = Drawn(draw);
        Grid.Of(x).Take(extents, at => Replace(at, axis, indices[Flat(at, extents)])).AssertEqual(x.Gather(axis - draw.Integer(0, 1) * x.Shape.Rank, indices, Shape.Create(extents)));
        return x;
    });

    [Property]
    public Property A_selection_takes_slices() => GradientProperties.Hold(draw =>
    {
        (Tensor<double> x, int axis, _, int[] indices) = Drawn(draw);
        Grid grid = Grid.Of(x);
        grid.Take(Replace(grid.Extents, axis, indices.Length), at => Replace(at, axis, indices[at[axis]])).AssertEqual(x.IndexSelect(axis, indices));
        return x;
    });

    [Property]
    public Property A_scatter_adds_each_source_at_its_index() => GradientProperties.Hold(draw =>
    {
        (Tensor<double> x, int axis, int[] extents, int[] indices) = Drawn(draw);
        Tensor<double> source = draw.Tensor(Shape.Create(extents));
        double[] expected = x.Data.ToArray();
        Grid.Fill(extents, at => expected[Flat(Replace(at, axis, indices[Flat(at, extents)]), [.. x.Shape])] += Grid.Of(source)[at]);
        Tensor<double> y = x.ScatterAdd(axis, indices, source);
        Assert.Equal(x.Shape, y.Shape);
        Assert.Equal(expected, y.Data.ToArray());
        return x + source.Sum();
    });

    [Fact]
    public void The_documented_example_of_a_gather()
    {
        Tensor<double> x = _tape.Variable([1, 2, 3, 4], [2, 2]), y = x.Gather(1, [0, 0, 1, 0], [2, 2]);
        y.Backward([1, 10, 100, 1000]);
        Assert.Equal([1, 1, 4, 3], y.Data.ToArray());
        Assert.Equal([11, 0, 1000, 100], x.Grad.ToArray());
    }

    [Fact]
    public void An_embedding_is_rows_of_a_parameter_which_alone_get_a_gradient()
    {
        var table = new Parameter<double>("words", [4, 3], [.. Enumerable.Range(0, 12).Select(i => (double)i)]);
        table.Grad.Fill(7);
        Tensor<double> y = _tape.Track(table).Embedding([3, 1, 1, 0], [2, 2], padding: 0);
        Assert.Equal([2, 2, 3], y.Shape);
        Assert.Equal([9, 10, 11, 3, 4, 5, 3, 4, 5, 0, 1, 2], y.Data.ToArray());
        y.Backward([1, 1, 1, 2, 2, 2, 3, 3, 4, 100, 100, 100]);
        Assert.Equal([7, 7, 7, 12, 12, 13, 7, 7, 7, 8, 8, 8], table.Grad.ToArray());
        Assert.Equal(3, _tape.Track(table).Embedding([2], Shape.Scalar).Shape[0]);
    }

    [Fact]
    public void A_lookup_takes_time_by_what_is_looked_up_and_never_copies_the_table()
    {
        var table = new Parameter<float>("words", [100_000, 16]);
        using var tape = new TensorTape<float>();
        long before = GC.GetAllocatedBytesForCurrentThread();
        tape.Track(table).Embedding([5, 99_999], [2]).Sum().Backward();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000_000);
        Assert.Equal(1, table.Grad[^1]);
    }

    [Fact]
    public void One_hot_is_a_constant()
    {
        Tensor<double> y = _tape.OneHot([2, 0], 3);
        Assert.Equal([2, 3], y.Shape);
        Assert.Equal([0, 0, 1, 1, 0, 0], y.Data.ToArray());
        Assert.False(y.RequiresGrad);
        Assert.Equal([0, 4], _tape.OneHot([], 4).Shape);
    }

    [Fact]
    public void Any_element_type_will_do()
    {
        using var tape = new TensorTape<NFloat>();
        Tensor<NFloat> x = tape.Variable([1, 2, 3, 4, 5, 6], [3, 2]);
        Tensor<NFloat> y = x.IndexSelect(0, [2, 2]) * x.Gather(1, [1, 0, 1, 1], [2, 2]).ScatterAdd(0, [1, 1], tape.Constant([10, 20], [1, 2]));
        y.Sum().Backward();
        Assert.Equal([10, 6, 70, 144], y.Data.ToArray().Select(number => (int)number));
        Assert.Equal([6, 5, 0, 11, 16, 25], x.Grad.ToArray().Select(number => (int)number));
    }

    [Fact]
    public void Warm_steps_allocate_nothing()
    {
        var table = new Parameter<double>("words", [6, 4]);
        Assert.Equal(0, Warm.Allocated(() =>
        {
            _tape.Reset();
            Tensor<double> x = _tape.Track(table).Embedding([1, 2, 2, 5], [4]);
            (x.Gather(1, [0, 1, 2, 3], [4, 1]) + x.IndexSelect(1, [3]) + x.ScatterAdd(0, [0, 0, 0, 1], x.Slice(0, 0, 1)).Sum() + _tape.OneHot([0, 0, 0, 0], 1)).Sum().Backward();
        }));
    }

    [Fact]
    public void Mistakes_are_named()
    {
        Tensor<double> x = _tape.Constant(new double[6], [2, 3]);
        Says<ArgumentOutOfRangeException>("Gather: index 3 at 1 is outside axis 1 of [2, 3]. An index must lie in [0, 3).", () => x.Gather(-1, [0, 3], [1, 2]));
        Says<ArgumentOutOfRangeException>("IndexSelect: index -1 at 0 is outside axis 0 of [2, 3]. An index must lie in [0, 2).", () => x.IndexSelect(0, [-1]));
        Says<ArgumentOutOfRangeException>("ScatterAdd: index 2 at 2 is outside axis 0 of [2, 3]. An index must lie in [0, 2).", () => x.ScatterAdd(0, [0, 1, 2], x.Slice(0, 0, 1)));
        Says<ArgumentException>("Gather: 3 indices were given for shape [1, 2]. There must be one for each of its elements, 2.", () => x.Gather(1, [0, 1, 2], [1, 2]));
        Says<ArgumentException>("Gather: the shape [3, 1] does not fit the tensor [2, 3]. It must have as many axes, and no larger extent but along axis 1.", () => x.Gather(1, [0, 1, 2], [3, 1]));
        Says<ArgumentException>("ScatterAdd: the shape [3] does not fit the tensor [2, 3]. It must have as many axes, and no larger extent but along axis 1.", () => x.ScatterAdd(1, [0, 1, 2], x[0]));
        Says<ArgumentException>("Embedding: 1 indices were given for shape [2]. There must be one for each of its elements, 2.", () => x.Embedding([0], [2]));
        Says<ArgumentOutOfRangeException>("Embedding: index 2 at 1 is outside axis 0 of [2, 3]. An index must lie in [0, 2).", () => x.Embedding([0, 2], [2]));
        Says<ArgumentOutOfRangeException>("Embedding: there is no padding row 2 in the table [2, 3]. It must lie in [0, 2).", () => x.Embedding([0], [1], padding: 2));
        Says<ArgumentException>("Embedding: the tensor [] has no axis. At least one axis is needed.", () => _tape.Constant(1).Embedding([0], [1]));
        Says<ArgumentOutOfRangeException>("OneHot: class 3 at 1 is outside [0, 3).", () => _tape.OneHot([0, 3], 3));
        int count = _tape.Count;
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Gather(1, [9], [1, 1]));
        Assert.Equal(count, _tape.Count);
    }

    private static (Tensor<double> X, int Axis, int[] Extents, int[] Indices) Drawn(Draw draw)
    {
        Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 1, leastExtent: 1));
        int axis = draw.Integer(0, x.Shape.Rank - 1);
        int[] extents = [.. x.Shape.Select((extent, i) => i == axis ? draw.Extent() : Math.Min(extent, draw.Extent()))];
        return (x, axis, extents, draw.Indices(extents.Aggregate(1, (a, b) => a * b), x.Shape[axis]));
    }

    private static int[] Replace(int[] index, int axis, int at) => [.. index[..axis], at, .. index[(axis + 1)..]];

    private static int Flat(int[] index, int[] extents)
    {
        int flat = 0;
        for (int axis = 0; axis < extents.Length; axis++) flat = flat * extents[axis] + index[axis];
        return flat;
    }

    private static void Says<TException>(string message, Func<object> act) where TException : ArgumentException =>
        Assert.StartsWith(message, Assert.Throws<TException>(() => { act(); }).Message, StringComparison.Ordinal);
}
