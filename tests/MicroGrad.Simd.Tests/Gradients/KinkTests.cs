using Xunit;

namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>The gradient check at points where a function has no derivative, and close to them.</summary>
public sealed class KinkTests
{
    private const double AThousandth = 1e-3;

    /// <summary>Functions with a kink, a cusp or a jump at 0.</summary>
    private static readonly Dictionary<string, Func<Value<double>, Value<double>>> NotDifferentiableAtZero = new()
    {
        ["relu"] = x => x.Relu(),
        ["abs"] = x => x.Abs(),
        ["max"] = x => Value<double>.Max(x, 0.3 * x),
        ["small kink"] = x => x.Sin() + AThousandth * x.Abs(),
        ["kink of a curve"] = x => (3 * x).Exp() * (x + 1).Abs() + (x.Exp() - 1).Relu(),
        ["kink in a large sum"] = x => 1000 + x.Abs(),
        ["jump"] = x => x.Data < 0 ? x : x + 1,
        ["cusp"] = x => (x.Abs() + 1e-30).Sqrt(),
    };

    public static TheoryData<string> Kinks => [.. NotDifferentiableAtZero.Keys];

    [Theory, MemberData(nameof(Kinks))]
    public void A_point_without_a_derivative_is_said_to_be_one(string name)
    {
        GradientReport report = GradientCheck.Compare(x => NotDifferentiableAtZero[name](x[0]) * x[1], 0, 2);
        Assert.True(report.Passed(), report.ToString());
        Assert.Equal(0, Assert.Single(report.Kinks).Operand);
        Assert.Contains("not differentiable at 1 of them, the first is operand 0, index 0: not differentiable here, slopes ", report.ToString(), StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Kinks))]
    public void A_kink_beside_the_point_is_none(string name)
    {
        foreach (double at in new[] { 1e-2, -1e-3, 1e-4, -1e-5, 1e-6, -1e-7 })
        {
            Func<Value<double>, Value<double>> f = NotDifferentiableAtZero[name];
            GradientReport report = GradientCheck.Compare(x => f(x[0]), at);
            Assert.Empty(report.Kinks);
            if (Math.Abs(at) > 1e-4) Assert.True(report.Passed(), $"{at}: {report}");
            if (report.Entries[0].Analytic != 0) Assert.False(GradientCheck.Compare(x => Wrong(f(x[0])), at).Passed());
        }
    }

    [Fact]
    public void A_function_of_kinks_only_shows_it()
    {
        GradientReport report = GradientCheck.Compare(x => x[0].Abs() + x[1].Relu(), 0, 0);
        Assert.True(report.Passed());
        Assert.Equal(2, report.Kinks.Count);
        Assert.Equal(
            "2 entries; the function is differentiable at none of them, the first is operand 0, index 0: not differentiable here, slopes -1 and 1, analytic 0",
            report.ToString());
    }

    [Fact]
    public void A_kink_excuses_no_more_than_its_own_size()
    {
        Assert.True(GradientCheck.Compare(x => x[0] + AThousandth * x[0].Abs(), 0).Passed());
        GradientReport report = GradientCheck.Compare(x => x[0] * 1.01 - 0.01 * x[0].Detach() + AThousandth * x[0].Abs(), 0);
        Assert.False(report.Passed());
        Assert.Contains("1 entry; the worst is operand 0, index 0: not differentiable here", report.ToString(), StringComparison.Ordinal);
        Assert.Contains("error 0.0099", report.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_slope_of_0_where_two_kinks_make_a_smooth_function_fails() =>
        Assert.False(GradientCheck.Compare(x => x[0].Relu() - (-x[0]).Relu(), 0).Passed());

    // Steep, flat, curved, large and noisy: nothing about a smooth function may pass for a kink.
    [SeedProperty]
    public void A_wrong_slope_of_a_smooth_function_is_never_taken_for_a_kink(Seed seed)
    {
        Random random = seed.Random();
        Func<Value<double>, Value<double>>[] smooth =
        [
            x => x.Sin(), x => x.Exp(), x => x.Tanh(), x => x * x, x => x * x * x, x => (x * x + 1e-6).Sqrt(), x => (30 * x).Softplus(),
            x => 1e4 + x, x => 1e4 + x - 1e4, x => 1e4 + x.Sin() - 1e4, x => (20 * x).Sin(), x => 1 / (x + 4), x => (5 - x).Log(), x => 1e-5 * x.Exp(), x => x.Gelu(), x => x.Pow(4),
        ];
        Func<Value<double>, Value<double>> inner = smooth[random.Next(smooth.Length)], outer = smooth[random.Next(smooth.Length)];
        double at = random.Next(4) == 0 ? 0 : 4 * random.NextDouble() - 2, scale = Math.Pow(10, random.Next(-3, 4));
        Value<double> F(Value<double> x) => scale * outer(inner(x).Tanh());

        GradientReport right = GradientCheck.Compare(x => F(x[0]), at), wrong = GradientCheck.Compare(x => Wrong(F(x[0])), at);

        Assert.True(right.Kinks.Count == 0 && wrong.Kinks.Count == 0, $"{right}; {wrong}");

        if (Math.Abs(right.Entries[0].Analytic) < 10 * GradientEntry.Floor) return;
        Assert.True(right.Passed(0.3 * AThousandth), right.ToString());
        Assert.InRange(wrong.LargestError, 0.7 * AThousandth, 1.3 * AThousandth);
    }

    // Points at which two or more small steps round alike, and so agree on a slope that is off by 3e-4 to 6e-3.
    [Theory]
    [InlineData("exp", 1.9329231418356874, 1000), InlineData("exp", 1.711689371481393, 100), InlineData("cube", -1.8834381680392838, 1000)]
    [InlineData("cube", -1.9015647302854641, 1000), InlineData("fourth", -1.601492510922948, 1000), InlineData("fourth", 0.10505020343933724, 100)]
    public void Digits_that_a_function_loses_on_its_way_are_no_digits_of_its_slope(string name, double at, double scale)
    {
        Func<Value<double>, Value<double>> inner = name switch { "exp" => x => x.Exp(), "cube" => x => x * x * x, _ => x => x.Pow(4) };
        Value<double> F(Value<double> x) => scale * (1e4 + inner(x).Tanh().Sin() - 1e4);
        Assert.InRange(GradientCheck.Compare(x => F(x[0]), at).LargestError, 0, 0.1 * AThousandth);
        Assert.InRange(GradientCheck.Compare(x => Wrong(F(x[0])), at).LargestError, 0.9 * AThousandth, 1.1 * AThousandth);
    }

    /// <summary>The same number, with a slope that is too large by a thousandth.</summary>
    private static Value<double> Wrong(Value<double> y) => y + AThousandth * (y - y.Detach());
}
