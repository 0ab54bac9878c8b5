using System.Text.RegularExpressions;
using FsCheck;
using FsCheck.Xunit;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Kit;

/// <summary>The kit finds wrong gradients, makes their cases small, and leaves right ones alone.</summary>
public sealed partial class GradientPropertiesTests
{
    private static readonly Config Config = Config.QuickThrowOnFailure.WithQuietOnSuccess(true);

    /// <summary>Wrong by a thousandth in different ways.</summary>
    private static readonly Dictionary<string, Func<Draw, Tensor<double>>> Wrong = new()
    {
        ["everywhere"] = draw => OffByAThousandth(draw.Tensor().Tanh()),
        ["towards the right operand"] = draw =>
        {
            Tensor<double> a = draw.Tensor();
            return a * OffByAThousandth(draw.Tensor(draw.BroadcastsWith(a.Shape), Values.AwayFromZero));
        },
        ["for one axis"] = draw =>
        {
            Tensor<double> x = draw.Tensor(draw.Shape(leastRank: 1, leastExtent: 1));
            int axis = draw.Axis(x.Shape);
            return axis == -1 ? OffByAThousandth(x.Softmax(axis)) : x.Softmax(axis);
        },
        ["from two elements on"] = draw =>
        {
            Tensor<double> x = draw.Tensor(Values.Positive);
            return x.Shape.ElementCount < 2 ? x.Log() : OffByAThousandth(x.Log());
        },
    };

    public static TheoryData<string> WrongOnes => [.. Wrong.Keys];

    [Property]
    public Property A_right_gradient_passes() => GradientProperties.Hold(draw =>
    {
        Tensor<double> x = draw.Tensor();
        return x.Shape.Rank == 0 ? x.Exp() : x.Sum(draw.Axis(x.Shape), draw.Flip()).Sin();
    });

    [Theory, MemberData(nameof(WrongOnes))]
    public void A_gradient_that_is_wrong_by_a_thousandth_fails_in_a_tiny_case(string name)
    {
        string message = MessageOf(GradientProperties.Hold(Wrong[name]));
        string shrunk = message[message.LastIndexOf("The gradient disagrees", StringComparison.Ordinal)..];
        Assert.Matches(@"entr(y|ies); the worst is operand \d, index \d: analytic .+, numeric .+, error 0\.00", shrunk);
        MatchCollection inputs = Inputs().Matches(shrunk);
        Assert.NotEmpty(inputs);
        Assert.All(inputs, input => Assert.InRange(input.Groups["numbers"].Value.Split(',').Length, 1, name is "for one axis" or "from two elements on" ? 2 : 1));
        Assert.All(inputs, input => Assert.DoesNotContain('.', input.Groups["numbers"].Value));
    }

    [Theory, MemberData(nameof(WrongOnes))]
    public void The_case_that_a_failure_names_fails_again(string name)
    {
        string message = MessageOf(GradientProperties.Hold(Wrong[name]));
        Match replay = Replays().Matches(message)[^1];
        GradientCase again = Written(replay.Groups["seed"].Value, replay.Groups["bounds"].Value);
        Assert.Contains(again.ToString(), message, StringComparison.Ordinal);

        var failure = Assert.Throws<InvalidOperationException>(() => GradientProperties.Replay(Wrong[name], again));
        Assert.Contains(failure.Message, message, StringComparison.Ordinal);
        GradientProperties.Replay(draw => draw.Tensor().Tanh(), again);
    }

    [Fact]
    public void A_function_that_throws_shows_its_inputs()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => GradientProperties.Replay(draw => draw.Tensor([2, 1]).MatMul(draw.Tensor([3, 1])), new GradientCase(3) { Views = false }));
        Assert.StartsWith("The check failed: MatMul", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("input 0, [2, 1]: { ", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Replay it with GradientProperties.Replay(function, new GradientCase(3) { Views = false }).", failure.Message, StringComparison.Ordinal);
        Assert.IsType<ArgumentException>(failure.InnerException);
    }

    [Fact]
    public void A_cut_gradient_and_one_of_another_sign_fail()
    {
        MessageOf(GradientProperties.Hold(draw => draw.Tensor(Values.AwayFromZero).Detach()));
        MessageOf(GradientProperties.Hold(draw =>
        {
            Tensor<double> x = draw.Tensor();
            return 2 * x.Detach() - x;
        }));
    }

    private static Tensor<double> OffByAThousandth(Tensor<double> y) => y + 1e-3 * (y - y.Detach());

    private static string MessageOf(Property property) => Assert.ThrowsAny<Exception>(() => Check.One(Config, property)).ToString();

    private static GradientCase Written(string seed, string bounds)
    {
        int Bound(string name, int usual) => Regex.Match(bounds, $@"{name} = (\d+)") is { Success: true } found ? int.Parse(found.Groups[1].ValueSpan) : usual;
        var full = new GradientCase(int.Parse(seed));
        return full with
        {
            Rank = Bound("Rank", full.Rank), Extent = Bound("Extent", full.Extent),
            Elements = Bound("Elements", full.Elements), Decimals = Bound("Decimals", full.Decimals),
            Views = !bounds.Contains("Views = false", StringComparison.Ordinal),
        };
    }

    [GeneratedRegex(@"input \d, \[.*?\]: \{ (?<numbers>.*?) \}")]
    private static partial Regex Inputs();

    [GeneratedRegex(@"new GradientCase\((?<seed>\d+)\)( \{ (?<bounds>.*?) \})?")]
    private static partial Regex Replays();
}
