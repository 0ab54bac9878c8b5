using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Convolution;

/// <summary>Upsampling: figures of PyTorch's documentation, and the formula of each element.</summary>
public sealed class ResamplingTests : IDisposable
{
    private readonly TensorTape<double> _tape = new();

    public void Dispose() => _tape.Dispose();

    [Fact]
    public void Figures_of_the_documentation()
    {
        Tensor<double> x = _tape.Constant([1, 2, 3, 4], [1, 1, 2, 2]);
        Assert.Equal([1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4, 3, 3, 4, 4], x.UpsampleNearest2d(scale: 2).Data.ToArray());
        Assert.Equal(
            [1, 1.25, 1.75, 2, 1.5, 1.75, 2.25, 2.5, 2.5, 2.75, 3.25, 3.5, 3, 3.25, 3.75, 4], x.UpsampleBilinear2d(scale: 2).Data.ToArray());
        double[] aligned = [1, 1.3333, 1.6667, 2, 1.6667, 2, 2.3333, 2.6667, 2.3333, 2.6667, 3, 3.3333, 3, 3.3333, 3.6667, 4];
        Assert.Equal(aligned, x.UpsampleBilinear2d(scale: 2, alignCorners: true).Data.ToArray().Select(y => Math.Round(y, 4)));
    }

    [Theory]
    [InlineData(5, 8, false)]
    [InlineData(5, 8, true)]
    [InlineData(8, 5, false)]
    [InlineData(8, 5, true)]
    [InlineData(3, 40, false)]
    [InlineData(1, 4, true)]
    [InlineData(4, 1, true)]
    public void Each_element_is_the_mixture_of_its_neighbours(int from, int to, bool alignCorners)
    {
        double[] numbers = [.. Enumerable.Range(0, 2 * 3 * from * from).Select(i => Math.Sin(i))];
        Tensor<double> x = _tape.Variable(numbers, [2, 3, from, from]), y = x.UpsampleBilinear2d(to, alignCorners: alignCorners), nearest = x.UpsampleNearest2d(to);
        for (int plane = 0; plane < 6; plane++)
            for (int row = 0; row < to; row++)
                for (int column = 0; column < to; column++)
                {
                    double expected = 0;
                    for (int i = 0; i < from; i++)
                        for (int j = 0; j < from; j++) expected += Hat(At(row) - i) * Hat(At(column) - j) * numbers[(plane * from + i) * from + j];
                    Assert.Equal(expected, y.Data[(plane * to + row) * to + column], 1e-12);
                    Assert.Equal(numbers[(plane * from + row * from / to) * from + column * from / to], nearest.Data[(plane * to + row) * to + column]);
                }

        double At(int o) => Math.Clamp(alignCorners ? to == 1 ? 0 : o * (from - 1.0) / (to - 1) : (o + 0.5) * from / to - 0.5, 0, from - 1);

        static double Hat(double distance) => Math.Max(0, 1 - Math.Abs(distance));
    }

    [Fact]
    public void A_scale_rounds_the_size_down_and_steps_by_its_inverse()
    {
        Tensor<double> x = _tape.Constant([0, 1, 2], [1, 1, 3]);
        Assert.Equal([0, 0, 1, 2], x.UpsampleNearest1d(scale: 1.5).Data.ToArray());
        Assert.Equal([0, 0.5, 1, 1.5, 2], x.UpsampleLinear1d(5, alignCorners: true).Data.ToArray());
        Assert.Equal([0, 0.25, 0.75, 1.25, 1.75, 2], x.UpsampleLinear1d(scale: 2).Data.ToArray());
    }

    [Fact]
    public void Any_element_type_will_do()
    {
        using var tape = new TensorTape<NFloat>();
        Tensor<NFloat> x = tape.Variable([1, 2, 3, 4], [1, 1, 2, 2]);
        x.UpsampleBilinear2d(3).Sum().Backward();
        Assert.Equal(9.0, x.Grad.ToArray().Sum(grad => (double)grad), 1e-12);
        Assert.Equal([1, 1, 2, 1, 1, 2, 3, 3, 4], x.UpsampleNearest2d(3).Data.ToArray().Select(y => (double)y));
    }
}
