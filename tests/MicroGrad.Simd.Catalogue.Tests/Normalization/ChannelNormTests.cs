using System.Runtime.InteropServices;
using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Normalization;

/// <summary>Batch norm and group norm against loops written from their definitions.</summary>
public sealed class ChannelNormTests
{
    private const double Epsilon = 1e-5;

    [Theory]
    [InlineData(5, 3, 1)]
    [InlineData(2, 4, 6)]
    [InlineData(7, 1, 40)]
    [InlineData(64, 33, 1)]
    public void In_training_every_channel_is_standardised_over_the_batch(int samples, int channels, int places)
    {
        double[] x = Numbers(samples * channels * places), gain = Numbers(channels), bias = Numbers(channels);
        using var tape = new TensorTape<double>();
        var statistics = new RunningStatistics<double>(channels, momentum: 0.25);
        Shape shape = places == 1 ? [samples, channels] : [samples, channels, places];
        ReadOnlySpan<double> y = tape.Constant(x, shape).BatchNorm(tape.Constant(gain, [channels]), tape.Constant(bias, [channels]), statistics).Data;

        for (int c = 0; c < channels; c++)
        {
            double[] elements = [.. Enumerable.Range(0, x.Length).Where(i => i / places % channels == c).Select(i => x[i])];
            double mean = elements.Average(), variance = elements.Average(element => Math.Pow(element - mean, 2));
            for (int i = 0; i < x.Length; i++)
                if (i / places % channels == c) Assert.Equal((x[i] - mean) / Math.Sqrt(variance + Epsilon) * gain[c] + bias[c], y[i], 1e-12);
            Assert.Equal(0.25 * mean, statistics.Mean[c], 1e-12);
            Assert.Equal(0.75 + 0.25 * variance * elements.Length / (elements.Length - 1), statistics.Variance[c], 1e-12);
        }
    }

    [Fact]
    public void After_training_the_running_moments_are_used_and_stay()
    {
        using var tape = new TensorTape<double>();
        var layer = new BatchNorm<double>(2) { IsTraining = false };
        layer.Statistics.Mean[1] = 3;
        layer.Statistics.Variance[1] = 4;
        layer.Gain.Data[1] = 5;
        Tensor<double> y = layer.Forward(tape.Constant([1, 7], [1, 2]));
        Assert.Equal(1 / Math.Sqrt(1 + Epsilon), y.Data[0], 1e-12);
        Assert.Equal(4 / Math.Sqrt(4 + Epsilon) * 5, y.Data[1], 1e-12);
        Assert.Equal(3, layer.Statistics.Mean[1]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Every_group_of_a_sample_is_standardised(int groups)
    {
        const int samples = 3, channels = 4, places = 5;
        double[] x = Numbers(samples * channels * places), gain = Numbers(channels), bias = Numbers(channels);
        using var tape = new TensorTape<double>();
        ReadOnlySpan<double> y = tape.Constant(x, [samples, channels, places]).GroupNorm(groups, tape.Constant(gain, [channels]), tape.Constant(bias, [channels])).Data;

        int length = channels / groups * places;
        for (int i = 0; i < x.Length; i++)
        {
            ReadOnlySpan<double> group = x.AsSpan(i / length * length, length);
            double mean = 0, variance = 0;
            foreach (double element in group) mean += element / length;
            foreach (double element in group) variance += Math.Pow(element - mean, 2) / length;
            int c = i / places % channels;
            Assert.Equal((x[i] - mean) / Math.Sqrt(variance + Epsilon) * gain[c] + bias[c], y[i], 1e-12);
        }
    }

    [Fact]
    public void A_chain_tells_its_modules_whether_it_is_trained()
    {
        var dropout = new Dropout<float>(0.5, 1);
        var chain = new Chain<float>(new Chain<float>(dropout), new GroupNorm<float>(1, 2)) { IsTraining = false };
        Assert.False(dropout.IsTraining);
        chain.IsTraining = true;
        Assert.True(dropout.IsTraining);
    }

    [Fact]
    public void Any_element_type_and_no_samples_will_do()
    {
        using var tape = new TensorTape<NFloat>();
        var statistics = new RunningStatistics<NFloat>(2);
        Tensor<NFloat> x = tape.Variable([1, 2, 3, 5], [2, 2]), ones = tape.Constant([1, 1], [2]);
        (x.BatchNorm(ones, ones, statistics) * x.GroupNorm(2, ones, ones)).Sum().Backward();
        Assert.All(x.Grad.ToArray(), grad => Assert.True(NFloat.IsFinite(grad)));
        Assert.Equal([0, 2, 3], tape.Variable([], [0, 2, 3]).BatchNorm(ones, ones, statistics).Shape);
        Assert.Equal([0, 2, 3], tape.Variable([], [0, 2, 3]).GroupNorm(2, ones, ones).Shape);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Constant(new double[12], [2, 3, 2]), three = tape.Constant(new double[3], [3]), two = tape.Constant(new double[2], [2]);
        var statistics = new RunningStatistics<double>(3);
        Says("BatchNorm: the tensor [3] has no channels. It must be [samples, channels, ...].", () => three.BatchNorm(three, three, statistics));
        Says("BatchNorm: the gain [2] does not fit the tensor [2, 3, 2]. It must have shape [3], one element for each channel.", () => x.BatchNorm(two, three, statistics));
        Says("GroupNorm: the bias [2] does not fit the tensor [2, 3, 2]. It must have shape [3], one element for each channel.", () => x.GroupNorm(1, three, two));
        Says("BatchNorm: the statistics [1] does not fit the tensor [2, 3, 2]. It must have shape [3], one element for each channel.", () => x.BatchNorm(three, three, new(1)));
        Says(
            "BatchNorm: in training, [1, 3] has one element for each channel, and the variance of one element says nothing. At least two are needed.",
            () => tape.Constant(new double[3], [1, 3]).BatchNorm(three, three, statistics));
        Says(
            "GroupNorm: the 3 channels of [2, 3, 2] cannot be divided into 2 groups. The number must be at least 1 and divide the channels.",
            () => x.GroupNorm(2, three, three));
        Says("RunningStatistics: the momentum is 2. It must lie in [0, 1].", () => new RunningStatistics<double>(1, 2));
    }

    private static void Says(string message, Func<object> act) =>
        Assert.StartsWith(message, Assert.ThrowsAny<ArgumentException>(() => { act(); }).Message, StringComparison.Ordinal);

    private static double[] Numbers(int count)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count).Select(_ => 4 * random.NextDouble() - 1)];
    }
}
