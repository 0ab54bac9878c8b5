using Xunit;

namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>The gradient check of functions of many elements, along directions.</summary>
public sealed class DirectionTests
{
    private static readonly double[] Many = [.. Enumerable.Range(0, 600).Select(i => Math.Sin(i * i) * 2)], Few = [.. Enumerable.Range(0, 20).Select(i => Math.Cos(i * i))];

    [Fact]
    public void A_right_gradient_of_many_elements_passes_along_every_direction()
    {
        GradientReport report = GradientCheck.Compare(x => x[0].MatMul(x[1]).Tanh().LogSoftmax(), (Many, [30, 20]), (Few, [20, 1]));
        Assert.True(report.Passed(1e-9), report.ToString());
        Assert.Equal(8, report.Entries.Count);
        Assert.All(report.Entries, (entry, i) => Assert.True(entry.IsDirection && entry.Operand == -1 && entry.Index == i));
        Assert.StartsWith("8 entries; the worst is direction ", report.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0), InlineData(417), InlineData(599)]
    public void A_slope_of_one_element_that_is_wrong_by_a_thousandth_fails(int element)
    {
        Tensor<double> WithOneWrong(Tensor<double> x)
        {
            Tensor<double> y = x.Slice(0, element, 1);
            return x.Exp().Sum() + 1e-3 * (y - y.Detach());
        }

        Assert.False(GradientCheck.Compare(x => WithOneWrong(x[0]), (Many, [600])).Passed());
        Assert.True(GradientCheck.Compare(x => x[0].Exp().Sum(), (Many, [600])).Passed());
    }

    [Fact]
    public void The_options_say_how_many_elements_are_many_and_how_many_directions_there_are()
    {
        static Tensor<double> F(Tensor<double>[] x) => x[0].Exp();
        Assert.Equal(20, GradientCheck.Compare(F, (Few, [20])).Entries.Count);
        Assert.Equal(3, GradientCheck.Compare(F, new GradientCheckOptions { MostEntries = 19, Directions = 3 }, (Few, [20])).Entries.Count);
        Assert.Equal(600, GradientCheck.Compare(F, new GradientCheckOptions { MostEntries = 600 }, (Many, [600])).Entries.Count);
        Assert.Equal(8, GradientCheck.Compare(x => x[0] + x[599], Many).Entries.Count);
        Assert.Equal(2, GradientCheck.Compare(x => x[0] + x[1], new GradientCheckOptions { MostEntries = 1, Directions = 2 }, 1, 2).Entries.Count);
    }

    [Fact]
    public void The_seed_chooses_the_directions()
    {
        double Analytic(int seed) => GradientCheck.Compare(x => x[0].Exp().Sum(), new GradientCheckOptions { Seed = seed }, (Many, [600])).Entries[0].Analytic;
        Assert.Equal(Analytic(1), Analytic(1));
        Assert.NotEqual(Analytic(1), Analytic(2));
    }

    [Fact]
    public void Where_a_direction_meets_a_kink_elements_are_compared_too()
    {
        double[] oneZero = [.. Many];
        (oneZero[0], oneZero[17]) = (1, 0);
        GradientReport right = GradientCheck.Compare(x => x[0].Relu(), (oneZero, [600]));
        Assert.True(right.Passed(), right.ToString());
        Assert.Equal((8, 8 + 64), (right.Kinks.Count, right.Entries.Count));
        Assert.Contains("not differentiable at 8 of them, the first is direction 0: not", right.ToString(), StringComparison.Ordinal);

        GradientReport wrong = GradientCheck.Compare(x => x[0].Relu() + 1e-3 * (x[0] - x[0].Detach()), (oneZero, [600]));
        Assert.False(wrong.Passed());
        Assert.False(wrong.Worst!.Value.IsDirection);
    }

    [Fact]
    public void Kinks_of_several_elements_are_no_error_along_a_direction()
    {
        double[] zeros = [.. Many];
        for (int i = 0; i < zeros.Length; i += 50) zeros[i] = 0;
        GradientReport report = GradientCheck.Compare(x => x[0].Relu(), (zeros, [600]));
        Assert.True(report.Passed(), report.ToString());
        Assert.InRange(report.Kinks.Count, 6, 20);
    }

    [Fact]
    public void Bad_options_are_named()
    {
        void Compare(GradientCheckOptions options) => GradientCheck.Compare(x => x[0], options, 1);
        Assert.Equal("MostEntries", Assert.Throws<ArgumentOutOfRangeException>(() => Compare(new GradientCheckOptions { MostEntries = -1 })).ParamName);
        Assert.Equal("Directions", Assert.Throws<ArgumentOutOfRangeException>(() => Compare(new GradientCheckOptions { Directions = 0 })).ParamName);
        Assert.Equal("Accuracy", Assert.Throws<ArgumentOutOfRangeException>(() => Compare(new GradientCheckOptions { Accuracy = double.NaN })).ParamName);
        Assert.Throws<ArgumentNullException>(() => Compare(null!));
    }
}
