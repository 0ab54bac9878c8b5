using Xunit;

namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>What the properties found, as small as it got.</summary>
public sealed class ShrunkCases
{
    [Fact]
    public void A_slice_of_an_empty_tensor_can_be_read_and_multiplied()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([], [0, 4]);
        Tensor<double> slice = x.Slice(1, 3, 1);
        Assert.Empty(slice.Data.ToArray());
        Assert.Empty(slice.Exp().Data.ToArray());

        Tensor<double> product = slice.MatMul(slice.Transpose());
        Assert.Equal([0, 0], product.Shape);
        product.Sum().Backward();
        Assert.Empty(x.Grad.ToArray());
    }
}
