using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Ops on rows that are large enough for threads.</summary>
public sealed class RowOpThreadTests
{
    [Theory]
    [InlineData(701, 301)]      // some parts and a rest
    [InlineData(70_001, 3)]     // narrow rows
    [InlineData(3, 70_001)]     // a part for each row
    public void The_same_bits_come_out_for_every_number_of_threads(int rows, int columns)
    {
        float[] one = Run(rows, columns, threads: 1);
        Assert.Equal(one, Run(rows, columns, threads: 2));
        Assert.Equal(one, Run(rows, columns, threads: 5));
        Assert.All(one, value => Assert.True(float.IsFinite(value)));
    }

    [Fact]
    public void A_large_result_is_that_of_its_rows_one_by_one()
    {
        const int rows = 701, columns = 301;
        using TensorTape<float> tape = new() { Threads = 4 }, small = new();
        float[] x = Numbers(rows * columns, 1), gain = Numbers(columns, 2), bias = Numbers(columns, 3);
        Tensor<float> large = tape.Constant(x, [rows, columns]), softmax = large.Softmax(), logSumExp = large.LogSumExp(1);
        Tensor<float> norm = large.LayerNorm(tape.Constant(gain, [columns]), tape.Constant(bias, [columns]));
        for (int row = 0; row < rows; row++)
        {
            Tensor<float> one = small.Constant(x.AsSpan(row * columns, columns), [columns]);
            Assert.Equal(one.Softmax().Data, softmax.Data.Slice(row * columns, columns));
            Assert.Equal(one.LogSumExp().Item, logSumExp.Data[row]);
            Assert.Equal(one.LayerNorm(small.Constant(gain, [columns]), small.Constant(bias, [columns])).Data, norm.Data.Slice(row * columns, columns));
        }
    }

    [Theory]
    [InlineData(2)]
    [InlineData(500)]
    public void A_warm_step_allocates_nothing(int rows)
    {
        const int columns = 301;
        using var tape = new TensorTape<float> { Threads = 2 };
        float[] numbers = Numbers(rows * columns, 1);
        Parameter<float> gain = new("gain", [columns], Numbers(columns, 2)), bias = new("bias", [columns], Numbers(columns, 3));
        int[] classes = new int[rows];
        Assert.Equal(0, Allocations.Of(Step));

        void Step()
        {
            tape.Reset();
            Tensor<float> x = tape.Variable(numbers, [rows, columns]), y = x.LayerNorm(gain, bias).RmsNorm(gain, 1e-3f);
            (y.LogitCrossEntropy(classes) + y.LogSumExp(0).Sum() + (y.Softmax() * y.LogSoftmax(0)).LogSumExp()).Backward();
        }
    }

    /// <summary>The results of every op on rows and the gradients of what they were made from.</summary>
    private static float[] Run(int rows, int columns, int threads)
    {
        using var tape = new TensorTape<float> { Threads = threads };
        Shape shape = [rows, columns];
        Tensor<float> x = tape.Variable(Numbers(rows * columns, 1), shape), gain = tape.Variable(Numbers(columns, 2), [columns]), bias = tape.Variable(Numbers(columns, 3), [columns]);
        int[] classes = [.. Enumerable.Range(0, rows).Select(row => row % columns)];
        Tensor<float> norm = x.LayerNorm(gain, bias), rms = x.RmsNorm(gain), softmax = x.Softmax(), logs = x.LogSoftmax(), sums = x.LogSumExp(1), loss = norm.LogitCrossEntropy(classes);
        ((norm + rms) * (softmax + logs) + sums.Reshape([rows, 1]) * loss).Backward(Numbers(rows * columns, 4));
        return [.. norm.Data, .. rms.Data, .. softmax.Data, .. logs.Data, .. sums.Data, loss.Item, .. x.Grad, .. gain.Grad, .. bias.Grad];
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() + 0.5f)];
    }
}
