using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Spans of the tape's own as upstream gradients.</summary>
public sealed class UpstreamTests
{
    [Fact]
    public void A_tensors_own_gradient_may_be_its_upstream_gradient()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2], [2]), y = x * x;
        y.Backward([10, 100]);
        Assert.Equal([20.0, 400], x.Grad.ToArray());
        y.Backward(y.Grad);
        Assert.Equal([40.0, 800], x.Grad.ToArray());
        x.Backward(x.Grad);
        Assert.Equal([80.0, 1600], x.Grad.ToArray());
    }

    [Fact]
    public void The_data_or_the_gradient_of_another_tensor_may_be_an_upstream_gradient()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2], [2]), y = x * 3, z = y * y;
        z.Backward(z.Data);
        Assert.Equal([9 * 6 * 3.0, 36 * 12 * 3], x.Grad.ToArray());
        double[] before = x.Grad.ToArray(), upstream = y.Grad.ToArray();
        z.Backward(y.Grad);
        Assert.Equal([before[0] + upstream[0] * 18, before[1] + upstream[1] * 36], x.Grad.ToArray());
    }

    [Fact]
    public void A_view_as_root_takes_its_upstream_gradient_in_its_own_order()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2, 3, 4, 5, 6], [2, 3]);
        x.Transpose().Slice(0, 1, 2).Backward([1, 2, 3, 4]);
        Assert.Equal([0.0, 1, 3, 0, 2, 4], x.Grad.ToArray());
    }
}
