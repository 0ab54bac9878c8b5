using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Views;

/// <summary>Errors, other element types, many operands and memory of views and copies.</summary>
public sealed class ViewEdgeTests
{
    private readonly TensorTape<double> _tape = new();

    [Fact]
    public void What_cannot_be_done_says_why_and_records_nothing()
    {
        Tensor<double> x = Zeros([2, 3]), y = Zeros([2, 1, 3]);
        int before = _tape.Count;
        Throws<ArgumentException>(() => x.Reshape([-1, 4]), "Reshape: no extent in place of -1 makes [-1, 4] hold the 6 elements of [2, 3]. The product of the other extents must divide that number.");
        Throws<ArgumentException>(() => x.Reshape([-1, 0]), "Reshape: no extent in place of -1 makes [-1, 0] hold the 6 elements of [2, 3]. The product of the other extents must divide that number.");
        Throws<ArgumentException>(() => x.Reshape([-1, -1]), "Reshape: [-1, -1] leaves more than one extent open. Only one may be -1.");
        Throws<ArgumentException>(() => x.Flatten(1, 0), "Flatten: axis 0 of shape [2, 3] stands before axis 1. The first axis must not come after the last.");
        Throws<ArgumentException>(() => y.Squeeze(2), "Squeeze: axis 2 of shape [2, 1, 3] has extent 3. Only an axis of extent 1 can be taken away.");
        Throws<ArgumentOutOfRangeException>(() => x.Unsqueeze(3), "Unsqueeze: a new axis 3 cannot be put into shape [2, 3]. It must lie in [-3, 3). (Parameter 'axis')");
        Throws<ArgumentException>(() => x.BroadcastTo([3, 3]), "BroadcastTo: [2, 3] does not broadcast to [3, 3]. Aligned from the last axis, each extent must be that of the result or 1.");
        Throws<ArgumentException>(() => x.BroadcastTo([3]), "BroadcastTo: [2, 3] does not broadcast to [3]. Aligned from the last axis, each extent must be that of the result or 1.");
        Throws<ArgumentException>(() => x.Diagonal(0, 1, -1), "Diagonal: the axes [1, -1] name axis -1 twice. Each axis may be named once.");
        Throws<ArgumentException>(() => Tensor<double>.Concat(0), "Concat: no tensors were given. There must be at least one.");
        Throws<ArgumentException>(() => Tensor<double>.Concat(0, x, y), "Concat: [2, 1, 3] does not fit [2, 3]. The shapes must differ at most in axis 0.");
        Throws<ArgumentException>(() => Tensor<double>.Stack(0, x, y), "Stack: [2, 1, 3] does not fit [2, 3]. The shapes must be equal.");
        Throws<InvalidOperationException>(() => Tensor<double>.Stack(0, 1.0, 2.0), "Stack: no operand is on a tape. Bind a parameter with TensorTape.Track, or a number with TensorTape.Constant.");
        Throws<ArgumentException>(() => x.Split([1, 1], 1), "Split: the lengths [1, 1] do not split axis 1 of shape [2, 3]. None may be negative, and they must add up to 3.");
        Throws<ArgumentException>(() => x.Split([4, -1], 1), "Split: the lengths [4, -1] do not split axis 1 of shape [2, 3]. None may be negative, and they must add up to 3.");
        Throws<ArgumentException>(() => x.Pad([(1, 1), (0, 0), (0, 0)]), "Pad: the widths [(1, 1), (0, 0), (0, 0)] do not fit shape [2, 3]. There may be one pair for each axis, and none may be negative.");
        Throws<ArgumentException>(() => x.Pad([(0, 3)], PadMode.Reflect), "Pad: axis 1 of shape [2, 3] has too few elements for widths (0, 3) in mode Reflect.");
        Throws<ArgumentException>(() => x.Roll([1], [0, 1]), "Roll: 1 shifts were given for 2 axes. There must be one for each axis.");
        Throws<ArgumentException>(() => _tape.Variable([1], [1]).LowerTriangle(), "LowerTriangle: the tensor [1] has fewer than two axes. A matrix or a batch of them is needed.");
        Assert.Equal(before + 1, _tape.Count);
        Throws<InvalidOperationException>(
            () =>
            {
                (Tensor<double> first, _) = x.Chunk(3, 1);
                return first;
            },
            "TensorParts: 3 parts cannot be taken apart into 2.");
    }

    [Fact]
    public void What_a_triangle_leaves_out_does_not_matter()
    {
        Tensor<double> x = _tape.Variable([1, double.NaN, double.NegativeInfinity, 4], [2, 2]);
        Assert.Equal([1, 0, double.NegativeInfinity, 4], x.LowerTriangle().Data.ToArray());
        Assert.Equal([1, double.NaN, 0, 4], x.UpperTriangle().Data.ToArray());
        Assert.Equal([0, 0, 0, 0], x.LowerTriangle(int.MinValue).Data.ToArray());
        Assert.Equal([0, 0, 0, 0], x.UpperTriangle(int.MaxValue).Data.ToArray());
    }

    [Fact]
    public void A_parameter_that_one_of_many_operands_is_can_be_reached()
    {
        var used = new Parameter<double>("used", [2], [3, 4]);
        var unused = new Parameter<double>("unused", [2]);
        Tensor<double> x = _tape.Constant([1, 2], [2]);
        _tape.Track(unused);
        Tensor<double> y = Tensor<double>.Stack(0, x, x, x, x, used, x, used).Sum();
        Assert.Equal([unused], _tape.Unreached(y));
        y.Backward();
        Assert.Equal([2, 2], used.Grad.ToArray());
        Assert.Equal(5 * 3 + 2 * 7, y.Item);
    }

    [Fact]
    public void Other_element_types_work_as_well()
    {
        Assert.Equal(Run<float>().Select(number => (double)number), Run<NFloat>().Select(number => (double)number));
        Assert.Equal(Run<double>(), Run<NFloat>().Select(number => (double)number));
    }

    [Fact]
    public void A_warm_step_allocates_nothing()
    {
        void Step()
        {
            _tape.Reset();
            Tensor<double> x = _tape.Variable([1, 2, 3, 4, 5, 6], [2, 3]);
            (Tensor<double> left, Tensor<double> right) = x.Split([1, 2], 1);
            Tensor<double> y = Tensor<double>.Concat(1, left, right, x, x.Flip(1), x[.., AxisIndex.Every(2)]).Pad([(1, 1)], PadMode.Reflect).Roll(2, 1);
            Tensor<double> z = Tensor<double>.Stack(0, y, y).Tile([2, 1]).RepeatEach(2, -1).Reshape([-1, 2]).LowerTriangle().Squeeze().Unsqueeze(0);
            (z.BroadcastTo([3, z.Shape[1], 2]).Sum() + x.Diagonal().DiagonalEmbed().Sum()).Backward();
        }

        for (int i = 0; i < 200; i++) Step();
        long least = long.MaxValue;
        for (int round = 0; round < 5; round++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < 50; i++) Step();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        Assert.Equal(0, least);
    }

    private static T[] Run<T>() where T : unmanaged, System.Numerics.IFloatingPointIeee754<T>
    {
        using var tape = new TensorTape<T>();
        T[] values = [.. Enumerable.Range(0, 6 * 20).Select(i => T.CreateChecked(i % 17 - 8))];
        Tensor<T> x = tape.Variable(values, [6, 20]), y = Tensor<T>.Concat(0, x.Transpose(), x.Transpose().Flip(0), x.Transpose(), x.Transpose().Roll(3, 0));
        Tensor<T> z = y.Pad([(2, 1)], PadMode.Replicate).LowerTriangle(3).BroadcastTo([2, 80, 9]);
        z.Backward([.. Enumerable.Range(0, z.Shape.ElementCount).Select(i => T.CreateChecked(i % 7))]);
        return [.. z.Data, .. x.Grad];
    }

    private static void Throws<TException>(Func<object> act, string message) where TException : Exception =>
        Assert.Equal(message, Assert.Throws<TException>(act).Message);

    private Tensor<double> Zeros(Shape shape) => _tape.Variable(new double[shape.ElementCount], shape);
}
