using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Element-wise work that is large enough for threads.</summary>
public sealed class ElementwiseThreadTests
{
    // Some parts and a rest that fills neither a part nor a piece.
    private const int Rows = 701, Columns = 301;

    [Theory]
    [InlineData("contiguous")]
    [InlineData("transposed")]
    [InlineData("row")]
    [InlineData("column")]
    [InlineData("number")]
    public void The_same_bits_come_out_for_every_number_of_threads(string other)
    {
        float[] one = Run(other, threads: 1);
        Assert.Equal(one, Run(other, threads: 2));
        Assert.Equal(one, Run(other, threads: 5));
    }

    [Fact]
    public void Every_element_is_computed_once()
    {
        using var tape = new TensorTape<double> { Threads = 4 };
        double[] numbers = [.. Enumerable.Range(0, Rows * Columns).Select(i => (double)i)];
        Tensor<double> x = tape.Variable(numbers, [Rows, Columns]);
        Tensor<double> y = x * x;
        y.Backward(numbers);
        for (int i = 0; i < numbers.Length; i++)
        {
            Assert.Equal(numbers[i] * numbers[i], y.Data[i]);
            Assert.Equal(2 * numbers[i] * numbers[i], x.Grad[i]);
        }
    }

    [Fact]
    public void A_warm_step_on_threads_allocates_nothing()
    {
        using var tape = new TensorTape<float> { Threads = 2 };
        float[] numbers = new float[Rows * Columns];
        Action step = () =>
        {
            tape.Reset();
            Tensor<float> x = tape.Variable(numbers, [Rows, Columns]);
            (x.Tanh() * x).Sum().Backward();
        };
        Assert.Equal(0, Allocations.Of(step));
    }

    /// <summary>The result and both gradients of an expression whose ops all have two parts or more.</summary>
    private static float[] Run(string other, int threads)
    {
        using var tape = new TensorTape<float> { Threads = threads };
        Tensor<float> a = tape.Variable(Numbers(Rows * Columns, 1), [Rows, Columns]);
        (Shape shape, bool transposed) = other switch
        {
            "contiguous" => (Shape.Create([Rows, Columns]), false),
            "transposed" => (Shape.Create([Columns, Rows]), true),
            "row" => (Shape.Create([Columns]), false),
            "column" => (Shape.Create([Rows, 1]), false),
            _ => (Shape.Scalar, false),
        };
        Tensor<float> b = tape.Variable(Numbers(shape.ElementCount, 2), shape), view = transposed ? b.Transpose() : b;
        Tensor<float> y = (a * view + view).Tanh() / (a.Exp() - view.Sigmoid());
        y.Backward(Numbers(Rows * Columns, 3));
        return [.. y.Data, .. a.Grad, .. b.Grad];
    }

    private static float[] Numbers(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() + 0.5f)];
    }
}
