using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Convolution;

/// <summary>Pools against loops over windows that are listed from their definitions.</summary>
public sealed class PoolTests
{
    public static TheoryData<int, int, int, int, int> Slides
    {
        get
        {
            // Size, kernel, stride, padding, dilation.
            var slides = new TheoryData<int, int, int, int, int> { { 28, 2, 2, 0, 1 }, { 10, 2, 2, 0, 1 }, { 7, 2, 2, 1, 1 }, { 33, 3, 2, 1, 1 }, { 40, 3, 1, 1, 1 }, { 13, 3, 2, 2, 2 }, { 9, 4, 3, 2, 1 }, { 1, 2, 2, 1, 1 }, { 70, 2, 2, 0, 1 }, { 5, 5, 1, 2, 1 } };
            for (int size = 2; size < 40; size++) slides.Add(size, 2, 2, 0, 1);
            return slides;
        }
    }

    [Theory]
    [MemberData(nameof(Slides))]
    public void Sliding_windows(int size, int kernel, int stride, int padding, int dilation)
    {
        int[][] rows = Sliding(size + 2, kernel, stride, padding, dilation), columns = Sliding(size, kernel, stride, padding, dilation);
        Greatest<float>(size + 2, size, rows, columns, x => x.MaxPool2d(kernel, stride, padding, dilation));
        Greatest<double>(size + 2, size, rows, columns, x => x.MaxPool2d(kernel, stride, padding, dilation));
        Greatest<NFloat>(size + 2, size, rows, columns, x => x.MaxPool2d(kernel, stride, padding, dilation));
        if (dilation > 1) return;
        Mean<float>(size + 2, size, rows, columns, x => x.AveragePool2d(kernel, stride, padding, countPadding: false));
        Mean<double>(size + 2, size, rows, columns, x => x.AveragePool2d(kernel, stride, padding, countPadding: false));
        Mean<NFloat>(size + 2, size, rows, columns, x => x.AveragePool2d(kernel, stride, padding, countPadding: false));
    }

    [Theory]
    [InlineData(7, 3)]
    [InlineData(10, 7)]
    [InlineData(3, 5)]
    [InlineData(28, 1)]
    [InlineData(5, 5)]
    public void Adaptive_windows(int size, int count)
    {
        int[][] rows = Adaptive(size + 1, count), columns = Adaptive(size, count);
        Greatest<double>(size + 1, size, rows, columns, x => x.AdaptiveMaxPool2d(count));
        Mean<double>(size + 1, size, rows, columns, x => x.AdaptiveAveragePool2d(count));
        Mean<float>(size + 1, size, rows, columns, x => x.AdaptiveAveragePool2d(count));
    }

    [Fact]
    public void A_mean_counts_padding_or_not()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Constant([6, 6, 6, 6], [1, 1, 4]);
        Assert.Equal([4, 4], x.AveragePool1d(3, padding: 1).Data.ToArray());
        Assert.Equal([6, 6], x.AveragePool1d(3, padding: 1, countPadding: false).Data.ToArray());
        Assert.Equal([3, 6, 6, 6, 3], x.AveragePool1d(2, stride: 1, padding: 1).Data.ToArray());
    }

    [Fact]
    public void Of_equal_elements_the_first_gets_the_gradient()
    {
        using var tape = new TensorTape<float>();
        Tensor<float> x = tape.Variable([1, 2, 2, 1, 2, 2, 2, 2], [1, 1, 2, 4]);
        Tensor<float> y = x.MaxPool2d((2, 4));
        y.Backward([5]);
        Assert.Equal([0, 5, 0, 0, 0, 0, 0, 0], x.Grad.ToArray());
        Tensor<float> zeros = tape.Variable([-0f, 0f, 0f, -0f], [1, 1, 2, 2]);
        zeros.MaxPool2d(2).Backward([1]);
        Assert.Equal([1, 0, 0, 0], zeros.Grad.ToArray());
    }

    [Theory]
    [InlineData(2)]
    [InlineData(64)]
    public void NaN_wins_and_gets_the_gradient_and_the_smallest_can_be_the_greatest(int width)
    {
        using var tape = new TensorTape<float>();
        float[] numbers = new float[2 * width];
        Array.Fill(numbers, float.NegativeInfinity);
        numbers[1] = float.NaN;
        numbers[width] = float.NaN;
        if (width > 2) numbers[3] = float.PositiveInfinity;
        Tensor<float> x = tape.Variable(numbers, [1, 1, 2, width]), y = x.MaxPool2d(2);
        y.Backward(Enumerable.Repeat(1f, width / 2).ToArray());
        Assert.Equal(float.NaN, y.Data[0]);
        Assert.Equal(0, x.Grad[0]);
        Assert.Equal(1, x.Grad[1]);
        if (width == 2) return;
        Assert.Equal(float.PositiveInfinity, y.Data[1]);
        Assert.Equal(1, x.Grad[3]);
        for (int i = 2; i < width / 2; i++)
        {
            Assert.Equal(float.NegativeInfinity, y.Data[i]);
            Assert.Equal(1, x.Grad[2 * i]);
        }
    }

    [Fact]
    public void Signals_are_images_of_height_1()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Constant(Numbers<double>(2 * 3 * 11), [2, 3, 11]), image = x.Reshape([2, 3, 1, 11]);
        Assert.Equal(image.MaxPool2d((1, 3), (1, 2), (0, 1)).Data, x.MaxPool1d(3, 2, 1).Data);
        Assert.Equal(image.AveragePool2d((1, 3), (1, 2), (0, 1)).Data, x.AveragePool1d(3, 2, 1).Data);
        Assert.Equal(image.AdaptiveMaxPool2d((1, 4)).Data, x.AdaptiveMaxPool1d(4).Data);
        Assert.Equal(image.AdaptiveAveragePool2d((1, 4)).Data, x.AdaptiveAveragePool1d(4).Data);
    }

    [Fact]
    public void Every_number_of_threads_gives_the_same_bits()
    {
        using TensorTape<float> one = new() { Threads = 1 }, two = new() { Threads = 2 };
        Assert.Equal(Grads(one), Grads(two));

        static float[] Grads(TensorTape<float> tape)
        {
            Tensor<float> x = tape.Variable(Numbers<float>(64 * 20 * 32 * 32), [64, 20, 32, 32]);
            (x.MaxPool2d(3, 2, 1) + x.AveragePool2d(3, 2, 1) + x.AdaptiveAveragePool2d(5).UpsampleBilinear2d(16)).Sum().Backward();
            return x.Grad.ToArray();
        }
    }

    private static void Greatest<T>(int height, int width, int[][] rows, int[][] columns, Func<Tensor<T>, Tensor<T>> pool) where T : unmanaged, IFloatingPointIeee754<T>
    {
        using var tape = new TensorTape<T>();
        T[] numbers = Numbers<T>(2 * 3 * height * width), upstream = Numbers<T>(2 * 3 * rows.Length * columns.Length);
        Tensor<T> x = tape.Variable(numbers, [2, 3, height, width]), y = pool(x);
        y.Backward(upstream);
        T[] greatest = new T[upstream.Length], dx = new T[numbers.Length];
        for (int i = 0; i < greatest.Length; i++)
        {
            int[] window = Window(i, height, width, rows, columns);
            int first = window.Length == 0 ? -1 : window.Aggregate((best, next) => numbers[next] > numbers[best] ? next : best);
            greatest[i] = first < 0 ? T.NegativeInfinity : numbers[first];
            if (first >= 0) dx[first] += upstream[i];
        }

        Assert.Equal([2, 3, rows.Length, columns.Length], y.Shape);
        Assert.Equal(greatest, y.Data.ToArray());
        Assert.Equal(dx, x.Grad.ToArray());
    }

    private static void Mean<T>(int height, int width, int[][] rows, int[][] columns, Func<Tensor<T>, Tensor<T>> pool) where T : unmanaged, IFloatingPointIeee754<T>
    {
        double tolerance = typeof(T) == typeof(float) ? 1e-5 : 1e-12;
        using var tape = new TensorTape<T>();
        T[] numbers = Numbers<T>(2 * 3 * height * width), upstream = Numbers<T>(2 * 3 * rows.Length * columns.Length);
        Tensor<T> x = tape.Variable(numbers, [2, 3, height, width]), y = pool(x);
        y.Backward(upstream);
        var dx = new double[numbers.Length];
        for (int i = 0; i < upstream.Length; i++)
        {
            int[] window = Window(i, height, width, rows, columns);
            if (window.Length > 0) Assert.Equal(window.Average(at => double.CreateChecked(numbers[at])), double.CreateChecked(y.Data[i]), tolerance);
            foreach (int at in window) dx[at] += double.CreateChecked(upstream[i]) / window.Length;
        }

        for (int i = 0; i < dx.Length; i++) Assert.Equal(dx[i], double.CreateChecked(x.Grad[i]), tolerance);
    }

    // The elements of a window of all planes, row-major.
    private static int[] Window(int window, int height, int width, int[][] rows, int[][] columns)
    {
        int plane = window / (rows.Length * columns.Length), place = window % (rows.Length * columns.Length);
        return [.. from i in rows[place / columns.Length] from j in columns[place % columns.Length] select (plane * height + i) * width + j];
    }

    private static int[][] Sliding(int size, int kernel, int stride, int padding, int dilation)
    {
        var windows = new List<int[]>();
        for (int start = -padding; start + dilation * (kernel - 1) < size + padding; start += stride)
            windows.Add([.. Enumerable.Range(0, kernel).Select(tap => start + tap * dilation).Where(at => at >= 0 && at < size)]);
        return [.. windows];
    }

    private static int[][] Adaptive(int size, int count) =>
        [.. Enumerable.Range(0, count).Select(o => Enumerable.Range(0, size).Where(at => at >= Math.Floor((double)o * size / count) && at < Math.Ceiling((o + 1.0) * size / count)).ToArray())];

    private static T[] Numbers<T>(int count) where T : INumberBase<T>
    {
        // Few different ones, so that many are equal.
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateChecked(random.Next(-8, 9) / 8.0))];
    }
}
