using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Tests.Nn;

public sealed class DataTests
{
    [Fact]
    public void Without_noise_every_point_lies_on_its_moon()
    {
        var moons = new MoonsDataset(101, 0, 3);
        Assert.Equal(51, moons.Classes.ToArray().Count(value => value == 0));
        for (int i = 0; i < moons.Count; i++)
        {
            double x = moons.Points[2 * i], y = moons.Points[2 * i + 1];
            (double centreX, double centreY, double side) = moons.Classes[i] == 0 ? (0.0, 0.0, 1.0) : (1.0, 0.5, -1.0);
            Assert.Equal(1, Math.Sqrt((x - centreX) * (x - centreX) + (y - centreY) * (y - centreY)), 1e-12);
            Assert.True(side * (y - centreY) >= 0, "A moon is the upper or the lower half of its circle.");
        }
    }

    [Fact]
    public void Noise_has_the_standard_deviation_asked_for()
    {
        const int count = 20_000;
        var clean = new MoonsDataset(count, 0, 5);
        var noisy = new MoonsDataset(count, 0.2, 5);
        double[] noise = [.. Enumerable.Range(0, 2 * count).Select(i => noisy.Points[i] - clean.Points[i])];
        Assert.InRange(noise.Average(), -0.005, 0.005);
        Assert.InRange(Math.Sqrt(noise.Average(value => value * value)), 0.195, 0.205);
        Assert.InRange(noise.Count(value => Math.Abs(value) > 0.4) / (2.0 * count), 0.04, 0.051); // 4.55 % lie beyond two deviations
    }

    [Fact]
    public void A_seed_fixes_the_points()
    {
        Assert.Equal(new MoonsDataset(50, 0.1, 1).Points.ToArray(), new MoonsDataset(50, 0.1, 1).Points.ToArray());
        Assert.NotEqual(new MoonsDataset(50, 0.1, 1).Points.ToArray(), new MoonsDataset(50, 0.1, 2).Points.ToArray());
    }

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new MoonsDataset(0, 0.1, 1));
        var noise = Assert.Throws<ArgumentOutOfRangeException>(() => new MoonsDataset(10, double.NaN, 1));
        Assert.StartsWith("MoonsDataset: noise NaN is no standard deviation. It must be finite and at least 0.", noise.Message, StringComparison.Ordinal);
        var outside = Assert.Throws<ArgumentOutOfRangeException>(() => OneHot.Encode<float>([0, 3], 3));
        Assert.StartsWith("OneHot: class 3 at 1 is outside [0, 3).", outside.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void One_hot_rows_have_a_single_one() => Assert.Equal([0f, 1, 0, 1, 0, 0], OneHot.Encode<float>([1, 0], 3));
}
