using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Views that nothing is left of.</summary>
public sealed class EmptyViewTests
{
    [Fact]
    public void A_slice_of_an_empty_tensor_may_start_anywhere()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([], [0, 3]);
        foreach (Tensor<double> slice in (Tensor<double>[])[x.Slice(1, 1, 2), x.Slice(1, 3, 0), x.Slice(1, 2, 1).Slice(0, 0, 0), x.Transpose().Slice(0, 2, 1)])
        {
            Assert.Equal(0, slice.Data.Length);
            Assert.Equal(0, (slice.Exp() * slice).Sum().Item);
        }
    }

    [Fact]
    public void Nothing_can_be_sliced_off_the_end()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2, 3, 4, 5, 6], [2, 3]), nothing = x.Slice(1, 3, 0).Slice(0, 2, 0).Slice(0, 0, 0);
        Assert.Equal([0, 0], nothing.Shape);
        (nothing.Sum() + x.Slice(0, 2, 0).Sum() + x.Sum()).Backward();
        Assert.Equal([1.0, 1, 1, 1, 1, 1], x.Grad.ToArray());
    }

    [Fact]
    public void An_empty_slice_can_be_multiplied()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2, 3, 4, 5, 6], [2, 3]);
        Tensor<double> inner = x.Slice(1, 3, 0).MatMul(x.Slice(0, 2, 0).Slice(1, 1, 2)), none = x.Slice(0, 2, 0).MatMul(x.Transpose());
        Assert.Equal(new double[4], inner.Data.ToArray());
        Assert.Equal([0, 2], none.Shape);
        (inner.Sum() + none.Sum()).Backward();
        Assert.Equal(new double[6], x.Grad.ToArray());
    }

    [Fact]
    public void A_sum_over_no_axes_changes_nothing()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2, 3, 4], [2, 2]), y = x.Sum([]) + x.Mean([]) + x.Max([]);
        y.Backward([1, 2, 3, 4]);
        Assert.Equal([3.0, 6, 9, 12], y.Data.ToArray());
        Assert.Equal([3.0, 6, 9, 12], x.Grad.ToArray());
    }
}
