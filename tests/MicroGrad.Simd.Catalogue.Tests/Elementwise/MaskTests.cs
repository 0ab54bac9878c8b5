using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Elementwise;

public sealed class MaskTests : IDisposable
{
    private readonly TensorTape<double> _tape = new();

    public void Dispose() => _tape.Dispose();

    [Fact]
    public void Comparisons_are_those_of_numbers_and_broadcast()
    {
        double[] numbers = [-1, 0, -0.0, 1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 2, 3];
        Tensor<double> a = _tape.Variable(numbers, [9, 1]), b = _tape.Variable(numbers, [9]);
        Check(a < b, (x, y) => x < y);
        Check(a <= b, (x, y) => x <= y);
        Check(a > b, (x, y) => x > y);
        Check(a >= b, (x, y) => x >= y);
        Check(a.EqualTo(b), (x, y) => x == y);
        Check(a.NotEqualTo(b), (x, y) => x != y);
        Check(a < 1, (x, _) => x < 1, columns: 1);
        Check(1 <= b, (_, y) => 1 <= y, rows: 1);

        void Check(Mask<double> mask, Func<double, double, bool> expected, int rows = 9, int columns = 9)
        {
            Assert.Equal(rows * columns, mask.Shape.ElementCount);
            Assert.False(mask.ToTensor().RequiresGrad);
            for (int i = 0; i < rows * columns; i++) Assert.Equal(expected(numbers[i / columns], numbers[i % columns]), mask[i]);
        }
    }

    [Fact]
    public void Masks_are_combined_counted_and_reduced()
    {
        Mask<double> a = Of(1, 1, 0, 0), b = Of(1, 0, 1, 0);
        Assert.Equal([true, false, false, false], Bits(a & b));
        Assert.Equal([true, true, true, false], Bits(a | b));
        Assert.Equal([false, true, true, false], Bits(a ^ b));
        Assert.Equal([false, false, true, true], Bits(!a));
        Assert.Equal(2, a.Count);
        Assert.True(a.Any());
        Assert.False(a.All());
        Assert.True((a | !a).All());
        Assert.Equal([true, false], Bits(a.All([1])));
        Assert.Equal([true, true], Bits(b.Any([1])));
        Assert.Equal([1, 2], a.Any([0], keepAxis: true).Shape);
        Assert.Equal("Mask [2, 2], 2 true", a.ToString());

        Mask<double> nothing = _tape.Constant([], [0, 3]) > 0;
        Assert.True(nothing.All());
        Assert.False(nothing.Any());
        Assert.Equal([true, true, true], Bits(nothing.All([0])));
        Assert.Equal([false, false, false], Bits(nothing.Any([0])));

        Mask<double> Of(params double[] bits) => _tape.Constant(bits, [2, 2]) > 0;
    }

    [Fact]
    public void What_is_not_chosen_gets_no_gradient_even_where_it_is_not_finite()
    {
        Tensor<double> x = _tape.Variable([-1, 0, 4, double.NaN], [4]);
        Tensor<double> y = Tensor<double>.Where(x > 0, x.Sqrt(), 7);
        y.Backward([1, 1, 1, 1]);
        Assert.Equal([7, 7, 2, 7], y.Data.ToArray());

        // The gradient of √ at what was not chosen is 0 · ∞ or 0 · NaN if its upstream gradient is multiplied; only √0 has an infinite slope of its own.
        Assert.Equal(0.25, x.Grad[2]);

        Tensor<double> a = _tape.Variable([1, double.NaN], [2]), b = _tape.Variable([double.PositiveInfinity, 3], [2]);
        Tensor<double>.Where(_tape.Constant([1, 0], [2]) > 0, a, b).Backward([double.NaN, 5]);
        Assert.Equal([double.NaN, 0], a.Grad.ToArray());
        Assert.Equal([0, 5], b.Grad.ToArray());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(37)]
    [InlineData(100_000)]
    public void Choices_are_right_at_every_length_and_zeros_keep_their_sign(int length)
    {
        var random = new Random(length);
        double[] bits = [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(2))], numbers = [.. bits.Select(_ => random.NextDouble())];
        Tensor<double> a = _tape.Variable(numbers, [length]), b = _tape.Variable(-0.0);
        Tensor<double> y = Tensor<double>.Where(_tape.Constant(bits, [length]) > 0, a, b);
        y.Sum().Backward();
        for (int i = 0; i < length; i++)
        {
            Assert.Equal(BitConverter.DoubleToInt64Bits(bits[i] != 0 ? numbers[i] : -0.0), BitConverter.DoubleToInt64Bits(y.Data[i]));
            Assert.Equal(bits[i], a.Grad[i]);
        }

        Assert.Equal(bits.Count(bit => bit == 0), b.Grad[0]);
    }

    [Fact]
    public void Any_element_type_will_do_and_shapes_must_broadcast()
    {
        using var tape = new TensorTape<NFloat>();
        Tensor<NFloat> x = tape.Variable([1, -2, 3], [3]);
        Tensor<NFloat>.Where(x > (NFloat)0, x, (NFloat)5).Sum().Backward();
        Assert.Equal([1, 0, 1], x.Grad.ToArray());
        Assert.StartsWith("Where: cannot broadcast [3] with [2].", Assert.Throws<ArgumentException>(() => Tensor<NFloat>.Where(x > (NFloat)0, tape.Variable([1, 2], [2]), (NFloat)0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("<: cannot broadcast [3] with [2].", Assert.Throws<ArgumentException>(() => x < tape.Variable([1, 2], [2])).Message, StringComparison.Ordinal);
    }

    private static bool[] Bits(Mask<double> mask) => [.. Enumerable.Range(0, mask.Shape.ElementCount).Select(i => mask[i])];
}
