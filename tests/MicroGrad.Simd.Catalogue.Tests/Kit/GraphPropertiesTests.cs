using System.Text.RegularExpressions;
using FsCheck;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Kit;

/// <summary>Random graphs find an op that is wrong among many that are right.</summary>
public sealed partial class GraphPropertiesTests
{
    private static readonly (string Name, Func<Draw, Tensor<double>> Function)[] Right = [.. OpTable<double>.Rows.Select(row => (row.Name, row.Sample))];

    private static readonly (string Name, Func<Draw, Tensor<double>> Function)[] OneWrong =
    [
        .. Right,
        ("the wrong one", draw =>
        {
            Tensor<double> y = (draw.Tensor(draw.Shape(leastExtent: 1)) * 0.5).Tanh();
            return y + 1e-3 * (y - y.Detach());
        }),
    ];

    [Fact]
    public void An_op_that_is_wrong_by_a_thousandth_is_found_in_a_small_graph()
    {
        string message = MessageOf(OneWrong);
        string shrunk = message[message.LastIndexOf("The gradient disagrees", StringComparison.Ordinal)..];
        Assert.Contains(" = the wrong one(", shrunk, StringComparison.Ordinal);
        Assert.InRange(Nodes().Count(shrunk), 1, 3);
    }

    // Scaling must neither drown an op's slope nor cut it off from the result.
    [Fact]
    public void A_wrong_op_somewhere_in_a_graph_is_mostly_seen()
    {
        const int Graphs = 100;
        var random = new Random(1);
        int seen = 0;
        for (int i = 0; i < Graphs; i++)
        {
            int[] steps = [.. Enumerable.Range(0, 20).Select(_ => random.Next(1_000_000 / OneWrong.Length) * OneWrong.Length + random.Next(Right.Length))];
            steps[random.Next(steps.Length)] = random.Next(1_000_000 / OneWrong.Length) * OneWrong.Length + Right.Length;
            if (Record.Exception(() => GraphProperties.Replay(OneWrong, new GraphCase(steps))) is not null) seen++;
        }

        Assert.InRange(seen, 0.7 * Graphs, Graphs);
    }

    [Fact]
    public void The_graph_that_a_failure_names_fails_again()
    {
        Match replay = Replays().Matches(MessageOf(OneWrong))[^1];
        var again = new GraphCase([.. replay.Groups["steps"].Value.Split(", ").Select(int.Parse)]);
        Assert.Equal(replay.Value, again.ToString());
        Assert.Throws<InvalidOperationException>(() => GraphProperties.Replay(OneWrong, again));
        GraphProperties.Replay([.. Right, ("a right one", draw => (draw.Tensor() * 0.5).Tanh())], again);
    }

    [Fact]
    public void An_op_that_throws_is_shown_with_its_graph()
    {
        var failure = Assert.Throws<InvalidOperationException>(
            () => GraphProperties.Replay([("exp", draw => draw.Tensor([2]).Exp()), ("a bad one", draw => draw.Tensor([2]).Reshape([3]))], new GraphCase(0, 2, 3)));
        Assert.StartsWith("The check failed: Reshape", failure.Message, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("  n0 [2] = exp(input 0)", failure.Message, StringComparison.Ordinal);
        Assert.Contains(" = a bad one(", failure.Message, StringComparison.Ordinal);
        Assert.Contains("Replay it with GraphProperties.Replay(functions, new GraphCase(0, 2, 3)).", failure.Message, StringComparison.Ordinal);
    }

    private static string MessageOf((string, Func<Draw, Tensor<double>>)[] functions) => Assert.ThrowsAny<Exception>(
        () => Check.One(Config.QuickThrowOnFailure.WithMaxTest(1000).WithQuietOnSuccess(true), GraphProperties.Hold(functions))).ToString();

    [GeneratedRegex(@"^ +(n\d+|unused) .*= ", RegexOptions.Multiline)]
    private static partial Regex Nodes();

    [GeneratedRegex(@"new GraphCase\((?<steps>[\d, ]+)\)")]
    private static partial Regex Replays();
}
