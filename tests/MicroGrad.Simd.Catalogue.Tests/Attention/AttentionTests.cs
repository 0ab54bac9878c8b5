using System.Numerics;
using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Attention;

/// <summary>Attention in tiles against the formula on whole matrices.</summary>
public sealed class AttentionTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, false)]
    [InlineData(5, 3, 4, 2, false)]
    [InlineData(48, 128, 16, 16, true)]
    [InlineData(49, 129, 7, 3, false)]
    [InlineData(130, 300, 33, 20, true)]
    [InlineData(300, 130, 8, 17, true)]
    [InlineData(200, 500, 5, 1, false)]
    public void Tiles_give_what_whole_matrices_give(int queries, int keys, int depth, int width, bool causal)
    {
        using var tape = new TensorTape<double>();
        var random = new Random(queries + keys);
        Tensor<double> q = Random(tape, random, [2, queries, depth]), k = Random(tape, random, [2, keys, depth]), v = Random(tape, random, [2, keys, width]);
        double[] upstream = Numbers(random, 2 * queries * width);
        Tensor<double> tiled = q.Attention(k, v, causal);
        tiled.Backward(upstream);
        double[][] gradients = [q.Grad.ToArray(), k.Grad.ToArray(), v.Grad.ToArray()];

        var mask = new double[queries * keys];
        if (causal)
            for (int i = 0; i < queries; i++) mask.AsSpan(i * keys, keys)[Math.Min(keys, i + 1)..].Fill(double.NegativeInfinity);
        Tensor<double> a = Copy(tape, q), b = Copy(tape, k), c = Copy(tape, v);
        Tensor<double> whole = (a.MatMul(b.Transpose()) / Math.Sqrt(depth) + tape.Constant(mask, [queries, keys])).Softmax().MatMul(c);
        whole.Backward(upstream);

        Close(whole.Data, tiled.Data);
        Close(a.Grad, gradients[0]);
        Close(b.Grad, gradients[1]);
        Close(c.Grad, gradients[2]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_mask_says_where_a_query_may_look(bool perKey)
    {
        const int queries = 60, keys = 140, depth = 5;
        using var tape = new TensorTape<double>();
        var random = new Random(7);
        Tensor<double> q = Random(tape, random, [2, queries, depth]), k = Random(tape, random, [2, keys, depth]), v = Random(tape, random, [2, keys, 3]);
        Shape maskShape = perKey ? [2, 1, keys] : [queries, keys];
        double[] bits = [.. Numbers(random, maskShape.ElementCount).Select(x => x > -0.3 ? 1.0 : 0.0)];
        if (!perKey) bits.AsSpan(3 * keys, keys).Clear(); // a query that may look at nothing
        Mask<double> mask = tape.Constant(bits, maskShape) > 0;
        double[] upstream = Numbers(random, 2 * queries * 3);
        Tensor<double> tiled = q.Attention(k, v, mask: mask);
        tiled.Backward(upstream);
        double[][] gradients = [q.Grad.ToArray(), k.Grad.ToArray(), v.Grad.ToArray()];

        // −1e300 is as good as −∞ beside other scores; a row of nothing else is made 0 by hand.
        Tensor<double> a = Copy(tape, q), b = Copy(tape, k), c = Copy(tape, v);
        Tensor<double> scores = Tensor<double>.Where(mask, a.MatMul(b.Transpose()) / Math.Sqrt(depth), -1e300);
        Tensor<double> whole = Tensor<double>.Where(mask.Any([-1], keepAxis: true), scores.Softmax().MatMul(c), 0);
        whole.Backward(upstream);
        Close(whole.Data, tiled.Data);
        Close(a.Grad, gradients[0]);
        Close(b.Grad, gradients[1]);
        Close(c.Grad, gradients[2]);
    }

    [Fact]
    public void Heads_are_read_where_they_stand_and_large_scores_do_not_overflow()
    {
        using var tape = new TensorTape<float>();
        var random = new Random(1);
        float[] numbers = [.. Numbers(random, 2 * 70 * 3 * 8).Select(x => (float)(60 * x))];
        Tensor<float> x = tape.Variable(numbers, [2, 70, 3, 8]), heads = x.Transpose(1, 2);
        Tensor<float> y = heads.Attention(heads, heads);
        y.Sum().Backward();
        Assert.Equal([2, 3, 70, 8], y.Shape);
        Assert.All(y.Data.ToArray(), element => Assert.True(float.IsFinite(element)));
        Assert.All(x.Grad.ToArray(), element => Assert.True(float.IsFinite(element)));
    }

    [Fact]
    public void The_number_of_threads_changes_no_bit()
    {
        (float[] one, float[] gradient) = Run(1);
        (float[] many, float[] otherGradient) = Run(4);
        Assert.Equal(one, many);
        Assert.Equal(gradient, otherGradient);

        static (float[] Result, float[] Gradient) Run(int threads)
        {
            using var tape = new TensorTape<float> { Threads = threads };
            Tensor<float> x = tape.Variable([.. Numbers(new Random(3), 6 * 200 * 16).Select(x => (float)x)], [6, 200, 16]);
            Tensor<float> y = x.Attention(x, x, isCausal: true);
            (y * y).Sum().Backward();
            return (y.Data.ToArray(), x.Grad.ToArray());
        }
    }

    [Fact]
    public void Without_keys_a_query_gets_nothing()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> q = tape.Variable([1, 2], [2, 1]), none = tape.Variable([], [0, 1]), y = q.Attention(none, none);
        y.Sum().Backward();
        Assert.Equal([0, 0], y.Data.ToArray());
        Assert.Equal([0, 0], q.Grad.ToArray());
        Assert.Equal([0, 1], none.Attention(q, q).Shape);
    }

    [Fact]
    public void Any_element_type_will_do()
    {
        using var tape = new TensorTape<NFloat>();
        Tensor<NFloat> x = tape.Variable([.. Numbers(new Random(1), 50 * 3).Select(x => (NFloat)x)], [50, 3]);
        using var doubles = new TensorTape<double>();
        Tensor<double> same = doubles.Variable(Numbers(new Random(1), 50 * 3), [50, 3]);
        Tensor<NFloat> y = x.Attention(x, x);
        Tensor<double> expected = same.Attention(same, same);
        y.Sum().Backward();
        expected.Sum().Backward();
        Close(expected.Data, [.. y.Data.ToArray().Select(element => (double)element)]);
        Close(same.Grad, [.. x.Grad.ToArray().Select(element => (double)element)]);
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_named()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> q = tape.Constant(new double[6], [2, 3]), k = tape.Constant(new double[8], [2, 4]);
        Assert.Equal(
            "Attention: queries [2, 3], keys [2, 4] and values [2, 4] do not fit. They must be [..., queries, depth], [..., keys, depth] and [..., keys, width] with the same leading axes.",
            Assert.Throws<ArgumentException>(() => q.Attention(k, k)).Message);
        Assert.Throws<ArgumentException>(() => q.Attention(q, q.Reshape([1, 2, 3])));
        Assert.Equal(
            "Attention: the mask [4, 2, 2] does not fit the scores [2, 2]. It must stretch to them, not they to it.",
            Assert.Throws<ArgumentException>(() => q.Attention(q, q, mask: tape.Constant(new double[16], [4, 2, 2]) > 0)).Message);
        Assert.StartsWith(
            "Attention: cannot broadcast [3] with [2, 2].",
            Assert.Throws<ArgumentException>(() => q.Attention(q, q, mask: tape.Constant(new double[3], [3]) > 0)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => q.Reshape([6]).Attention(q, q));
    }

    private static Tensor<double> Random(TensorTape<double> tape, Random random, Shape shape) => tape.Variable(Numbers(random, shape.ElementCount), shape);

    private static Tensor<T> Copy<T>(TensorTape<T> tape, Tensor<T> x) where T : unmanaged, IFloatingPointIeee754<T> => tape.Variable(x.Data, x.Shape);

    private static double[] Numbers(Random random, int count) => [.. Enumerable.Range(0, count).Select(_ => 2 * random.NextDouble() - 1)];

    private static void Close(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 1e-12);
    }
}
