using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Convolution;

/// <summary>Convolutions and all their VJPs against the seven loops of the definition.</summary>
public sealed class ConvolutionTests
{
    public static TheoryData<int> Cases => [.. Enumerable.Range(0, All.Length)];

    private static PlainConvolution[] All { get; } =
    [
        new(2, 1, 3, 4, (5, 7), (3, 3), 1, 1, 1),
        new(1, 1, 1, 6, (28, 28), (5, 5), 1, 2, 1),
        new(3, 1, 6, 16, (14, 14), 5, 1, 0, 1),
        new(2, 2, 3, 5, (9, 8), (2, 3), (2, 3), (1, 0), (1, 2)),
        new(2, 4, 1, 1, (17, 33), 3, 1, 1, 1),
        new(2, 3, 1, 2, (16, 19), (3, 5), 2, (1, 2), 1),
        new(2, 1, 7, 9, (6, 5), 1, 1, 0, 1),
        new(2, 1, 7, 9, (6, 5), 1, 2, 0, 1),
        new(2, 1, 2, 3, (4, 4), 3, 2, 4, 3),
        new(1, 1, 300, 3, (6, 6), 3, 1, 1, 1),
        new(1, 1, 2, 3, (1, 9000), (1, 7), 1, (0, 3), 1),
        new(9, 1, 4, 8, (30, 31), 3, 1, 1, 1),
        new(1, 1, 40, 8, (40, 41), 3, 1, 1, 1),
        new(0, 1, 2, 3, (4, 4), 3, 1, 1, 1),
        new(9, 16, 1, 1, (31, 29), 3, 1, 1, 1),
        new(5, 8, 2, 4, (33, 37), (3, 2), (1, 2), 1, (2, 1)),
        new(20, 1, 1, 4, (28, 27), 5, 1, 2, 1),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Doubles(int number) => Agree<double>(All[number], 1e-10);

    [Theory]
    [MemberData(nameof(Cases))]
    public void Floats(int number) => Agree<float>(All[number], 1e-4);

    [Fact]
    public void Any_element_type() => Agree<NFloat>(All[3], 1e-10);

    [Fact]
    public void A_signal_is_an_image_of_height_1()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable(Numbers<double>(2 * 3 * 11, 1), [2, 3, 11]), w = tape.Variable(Numbers<double>(4 * 3 * 3, 2), [4, 3, 3]);
        Tensor<double> flat = x.Conv1d(w, stride: 2, padding: 1, dilation: 2);
        Tensor<double> image = x.Reshape([2, 3, 1, 11]).Conv2d(w.Reshape([4, 3, 1, 3]), stride: (1, 2), padding: (0, 1), dilation: (1, 2));
        Assert.Equal(image.Data, flat.Data);
        Assert.Equal([2, 4, 5], flat.Shape);
        Tensor<double> back = flat.ConvTranspose1d(w, stride: 2, padding: 1, dilation: 2), backImage = image.ConvTranspose2d(w.Reshape([4, 3, 1, 3]), stride: (1, 2), padding: (0, 1), dilation: (1, 2));
        Assert.Equal(backImage.Data, back.Data);
        Assert.Equal([2, 3, 11], back.Shape);
    }

    [Fact]
    public void A_filter_of_one_tap_shifts_and_an_image_of_one_element_becomes_the_filter_turned_round()
    {
        using var tape = new TensorTape<float>();
        Tensor<float> x = tape.Constant([1, 2, 3, 4], [1, 1, 4]);
        Assert.Equal([2, 3, 4, 0], x.Conv1d(tape.Constant([0, 0, 1], [1, 1, 3]), padding: 1).Data.ToArray());
        Tensor<float> point = tape.Constant([0, 0, 1, 0, 0], [1, 1, 5]), filter = tape.Constant([1, 2, 3], [1, 1, 3]);
        Assert.Equal([0, 3, 2, 1, 0], point.Conv1d(filter, padding: 1).Data.ToArray());
        Assert.Equal([0, 1, 2, 3, 0], point.ConvTranspose1d(filter, padding: 1).Data.ToArray());
    }

    [Fact]
    public void NaN_reaches_the_windows_that_see_it_and_padding_is_zero()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Constant([double.NaN, 1, 1, 1, double.PositiveInfinity], [1, 1, 5]), w = tape.Constant([1, 1, 1], [1, 1, 3]);
        Assert.Equal([double.NaN, double.NaN, 3, double.PositiveInfinity, double.PositiveInfinity], x.Conv1d(w, padding: 1).Data.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(11)]
    [InlineData(12)]
    [InlineData(14)]
    [InlineData(15)]
    [InlineData(16)]
    public void Every_number_of_threads_gives_the_same_bits(int number)
    {
        (float[], float[], float[], float[], float[]) one = Run(All[number], new TensorTape<float> { Threads = 1 }, 1), two = Run(All[number], new TensorTape<float> { Threads = 2 }, 1);
        Assert.Equal(one.Item1, two.Item1);
        Assert.Equal(one.Item2, two.Item2);
        Assert.Equal(one.Item3, two.Item3);
        Assert.Equal(one.Item4, two.Item4);
        Assert.Equal(one.Item5, two.Item5);
    }

    private static void Agree<T>(PlainConvolution plain, double tolerance) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var tape = new TensorTape<T>();
        (T[] y, T[] dx, T[] dWeight, T[] dBias, T[] transposed) = Run(plain, tape, T.CreateChecked(0.5));
        T[] x = Numbers<T>(plain.ImageShape.ElementCount, 1), weight = Numbers<T>(plain.WeightShape.ElementCount, 2), dy = Numbers<T>(plain.ResultShape.ElementCount, 3);
        T[] bias = Numbers<T>(plain.Groups * plain.Outputs, 4);
        int area = plain.Result.Height * plain.Result.Width;
        Near(plain.Forward(x, weight).Select((one, i) => one + bias[i / area % bias.Length]), y, tolerance);
        Near(plain.Transposed(dy, weight), dx, tolerance);
        Near(plain.WeightVjp(dy, x).Select(one => one + one), dWeight, tolerance);
        Near(bias.Select((_, o) => dy.Where((_, i) => i / area % bias.Length == o).Aggregate(T.Zero, (sum, one) => sum + one)), dBias, tolerance);
        Near(plain.Transposed(dy, weight), transposed, tolerance);
    }

    // dWeight holds the sum over two passes: that of the convolution, and that of the transposed convolution of dy, with x as its upstream gradient.
    private static (T[] Y, T[] Dx, T[] DWeight, T[] DBias, T[] Transposed) Run<T>(PlainConvolution plain, TensorTape<T> tape, T _)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        T[] numbers = Numbers<T>(plain.ImageShape.ElementCount, 1), upstream = Numbers<T>(plain.ResultShape.ElementCount, 3);
        Tensor<T> x = tape.Variable(numbers, plain.ImageShape), weight = tape.Variable(Numbers<T>(plain.WeightShape.ElementCount, 2), plain.WeightShape);
        Tensor<T> bias = tape.Variable(Numbers<T>(plain.Groups * plain.Outputs, 4), [plain.Groups * plain.Outputs]);
        Tensor<T> y = x.Conv2d(weight, bias, plain.Stride, plain.Padding, plain.Dilation, plain.Groups);
        y.Backward(upstream);
        Pair rest = (
            (plain.Image.Height + 2 * plain.Padding.Height - plain.Dilation.Height * (plain.Kernel.Height - 1) - 1) % plain.Stride.Height,
            (plain.Image.Width + 2 * plain.Padding.Width - plain.Dilation.Width * (plain.Kernel.Width - 1) - 1) % plain.Stride.Width);
        Tensor<T> transposed = tape.Constant(upstream, plain.ResultShape).ConvTranspose2d(weight, null, plain.Stride, plain.Padding, rest, plain.Dilation, plain.Groups);
        transposed.Backward(numbers);
        return (y.Data.ToArray(), x.Grad.ToArray(), weight.Grad.ToArray(), bias.Grad.ToArray(), transposed.Data.ToArray());
    }

    private static T[] Numbers<T>(int count, int seed) where T : INumberBase<T>
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(2 * random.NextDouble() - 1))];
    }

    private static void Near<T>(IEnumerable<T> expected, T[] actual, double tolerance) where T : INumberBase<T>
    {
        T[] all = [.. expected];
        Assert.Equal(all.Length, actual.Length);
        double largest = all.Length == 0 ? 0 : all.Max(one => Math.Abs(double.CreateChecked(one)));
        for (int i = 0; i < all.Length; i++)
            Assert.True(Math.Abs(double.CreateChecked(all[i] - actual[i])) <= tolerance * Math.Max(1, largest), $"{i}: {all[i]} expected, {actual[i]} found");
    }
}
