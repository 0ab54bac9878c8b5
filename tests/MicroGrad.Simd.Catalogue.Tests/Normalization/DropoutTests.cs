using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Normalization;

public sealed class DropoutTests
{
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.5)]
    [InlineData(0.9)]
    public void As_many_elements_as_the_rate_says_are_dropped_and_the_rest_is_scaled(double rate)
    {
        const int count = 100_003;
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([.. Enumerable.Repeat(3.0, count)], [count]), y = x.Dropout(rate, key: 5);
        y.Sum().Backward();
        int dropped = 0;
        for (int i = 0; i < count; i++)
        {
            Assert.True(y.Data[i] == 0 || Math.Abs(y.Data[i] - 3 / (1 - rate)) < 1e-12);
            Assert.Equal(y.Data[i], 3 * x.Grad[i], 1e-12);
            if (y.Data[i] == 0) dropped++;
        }

        // Five standard deviations of the binomial distribution.
        Assert.InRange(dropped, count * rate - 5 * Math.Sqrt(count * rate * (1 - rate)), count * rate + 5 * Math.Sqrt(count * rate * (1 - rate)));
    }

    [Fact]
    public void The_key_alone_says_what_is_dropped()
    {
        bool[] one = Dropped(key: 1, threads: 1), same = Dropped(key: 1, threads: 4), two = Dropped(key: 2, threads: 1), far = Dropped(key: 1ul << 32 | 1, threads: 1);
        Assert.Equal(one, same);
        Assert.NotEqual(one, two);
        Assert.NotEqual(one, far);

        // Neighbouring keys agree on about half of the elements.
        Assert.InRange(one.Zip(two).Count(pair => pair.First == pair.Second) / (double)one.Length, 0.49, 0.51);

        static bool[] Dropped(ulong key, int threads)
        {
            using var tape = new TensorTape<float> { Threads = threads };
            var ones = new float[200_000];
            Array.Fill(ones, 1);
            return Array.ConvertAll(tape.Constant(ones, [ones.Length]).Dropout(0.5, key).Data.ToArray(), x => x == 0);
        }
    }

    [Fact]
    public void A_rate_of_0_drops_nothing_and_of_1_everything()
    {
        using var tape = new TensorTape<float>();
        Tensor<float> x = tape.Constant([1, 2, 3], [3]);
        Assert.Equal([1, 2, 3], x.Dropout(0, 1).Data.ToArray());
        Assert.Equal([0, 0, 0], x.Dropout(1, 1).Data.ToArray());
        Assert.StartsWith("Dropout: the rate is NaN. It must lie in [0, 1].", Assert.Throws<ArgumentOutOfRangeException>(() => x.Dropout(double.NaN, 1)).Message, StringComparison.Ordinal);
        Assert.StartsWith("Dropout: the rate is -1. It must lie in [0, 1].", Assert.Throws<ArgumentOutOfRangeException>(() => new Dropout<float>(-1, 1)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_module_drops_others_at_every_call_and_the_same_again_from_the_same_seed()
    {
        using var tape = new TensorTape<float>();
        var ones = new float[1000];
        Array.Fill(ones, 1);
        Tensor<float> x = tape.Constant(ones, [1000]);
        var first = new Dropout<float>(0.5, seed: 3);
        var second = new Dropout<float>(0.5, seed: 3);
        float[] a = first.Forward(x).Data.ToArray(), b = first.Forward(x).Data.ToArray();
        Assert.NotEqual(a, b);
        Assert.Equal(a, second.Forward(x).Data.ToArray());
        Assert.Equal(b, second.Forward(x).Data.ToArray());
        first.IsTraining = false;
        Assert.Equal(ones, first.Forward(x).Data.ToArray());
    }
}
