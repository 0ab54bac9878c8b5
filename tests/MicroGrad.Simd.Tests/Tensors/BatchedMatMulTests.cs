using MicroGrad.Simd.Shapes;
using MicroGrad.Simd.Tests.Shapes;
using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Matrix products of every rank against plain loops. Numbers are whole, so every sum is exact in any order.</summary>
public sealed class BatchedMatMulTests
{
    [SeedProperty]
    public void Products_and_their_gradients_are_those_of_plain_loops(Seed seed)
    {
        Random random = seed.Random();
        using var tape = new TensorTape<double> { Threads = random.Next(1, 4) };
        int m = random.Next(0, 6), k = random.Next(0, 6), n = random.Next(0, 6);
        int[] batch = [.. Enumerable.Range(0, random.Next(0, 4)).Select(_ => random.Next(0, 5))];
        bool rowVector = random.Next(6) == 0, columnVector = random.Next(6) == 0;
        Func<double> whole = () => random.Next(-4, 5);
        ViewedVariable a = ViewedVariable.Create(tape, random, rowVector ? [k] : [.. Stretched(random, batch), m, k], whole);
        ViewedVariable b = ViewedVariable.Create(tape, random, columnVector ? [k] : [.. Stretched(random, batch), k, n], whole);
        Check(random, tape, a, b);
    }

    [Theory]
    [InlineData(new[] { 300, 20, 30 }, new[] { 300, 30, 25 })] // many small products, for threads
    [InlineData(new[] { 300, 20, 30 }, new[] { 30, 25 })]      // one tall product
    [InlineData(new[] { 20, 30 }, new[] { 300, 30, 25 })]      // sums of many products into one gradient
    [InlineData(new[] { 5, 1, 20, 30 }, new[] { 7, 30, 25 })]  // both stretched
    [InlineData(new[] { 2, 200, 210 }, new[] { 2, 210, 220 })] // each worth threads of its own
    public void Large_batches(int[] left, int[] right)
    {
        for (int threads = 1; threads <= 3; threads++)
        {
            var random = new Random(threads);
            using var tape = new TensorTape<double> { Threads = threads };
            Func<double> whole = () => random.Next(-4, 5);
            Check(random, tape, ViewedVariable.Create(tape, random, Shape.Create(left), whole), ViewedVariable.Create(tape, random, Shape.Create(right), whole));
        }
    }

    [Fact]
    public void Batches_that_do_not_broadcast_are_refused()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> a = tape.Constant(new double[24], [2, 3, 4]), b = tape.Constant(new double[60], [3, 4, 5]);
        var error = Assert.Throws<ArgumentException>(() => a.MatMul(b));
        Assert.Contains("MatMul", error.Message, StringComparison.Ordinal);
        Assert.Contains("[2]", error.Message, StringComparison.Ordinal);
        Assert.Contains("[3]", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_warm_batched_product_allocates_nothing()
    {
        using var tape = new TensorTape<float> { Threads = 2 };
        float[] a = new float[64 * 30 * 31], b = new float[64 * 31 * 32];
        Assert.Equal(0, Allocations.Of(() =>
        {
            tape.Reset();
            tape.Variable(a, [64, 30, 31]).MatMul(tape.Variable(b, [64, 31, 32])).Sum().Backward();
        }));
    }

    private static int[] Stretched(Random random, int[] batch)
    {
        int from = random.Next(4) == 0 ? random.Next(batch.Length + 1) : 0;
        return [.. batch[from..].Select(extent => random.Next(4) == 0 ? 1 : extent)];
    }

    private static void Check(Random random, TensorTape<double> tape, ViewedVariable a, ViewedVariable b)
    {
        Tensor<double> y = a.View.MatMul(b.View);
        double[] upstream = [.. Enumerable.Range(0, y.Shape.ElementCount).Select(_ => (double)random.Next(-3, 4))];
        y.Backward(upstream);

        Shape left = a.View.Shape.Rank == 1 ? [1, a.View.Shape[0]] : a.View.Shape, right = b.View.Shape.Rank == 1 ? [b.View.Shape[0], 1] : b.View.Shape;
        int m = left[^2], k = left[^1], n = right[^1];
        int[] batchLeft = [.. left.Extents[..^2]], batchRight = [.. right.Extents[..^2]];
        Shape batch = Shape.Broadcast(Shape.Create(batchLeft), Shape.Create(batchRight));
        int[] expectedShape = [.. batch, .. a.View.Shape.Rank == 1 ? (int[])[] : [m], .. b.View.Shape.Rank == 1 ? (int[])[] : [n]];
        Assert.Equal(Shape.Create(expectedShape), y.Shape);

        int[] placesA = Layouts.Offsets(Layout.Contiguous(Shape.Create(batchLeft)).BroadcastTo(batch));
        int[] placesB = Layouts.Offsets(Layout.Contiguous(Shape.Create(batchRight)).BroadcastTo(batch));
        double[] dataA = a.Elements(), dataB = b.Elements(), expected = new double[upstream.Length], da = new double[dataA.Length], db = new double[dataB.Length];
        for (int place = 0; place < batch.ElementCount; place++)
        {
            int startA = placesA[place] * m * k, startB = placesB[place] * k * n, startY = place * m * n;
            for (int i = 0; i < m; i++)
            {
                for (int j = 0; j < n; j++)
                {
                    for (int p = 0; p < k; p++)
                    {
                        double dy = upstream[startY + i * n + j];
                        expected[startY + i * n + j] += dataA[startA + i * k + p] * dataB[startB + p * n + j];
                        da[startA + i * k + p] += dy * dataB[startB + p * n + j];
                        db[startB + p * n + j] += dy * dataA[startA + i * k + p];
                    }
                }
            }
        }

        Assert.Equal(expected, y.Data.ToArray());
        Assert.Equal(a.Grad(da), a.Variable.Grad.ToArray());
        Assert.Equal(b.Grad(db), b.Variable.Grad.ToArray());
    }
}
