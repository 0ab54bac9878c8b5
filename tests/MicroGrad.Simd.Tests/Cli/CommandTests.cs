using System.Text.RegularExpressions;
using Xunit;

namespace MicroGrad.Simd.Tests.Cli;

public sealed class CommandTests
{
    private static readonly byte[] PngSignature = [0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A];

    [Theory]
    [InlineData("tensor")]
    [InlineData("value")]
    public async Task Moons_learns_and_writes_two_pictures(string engine)
    {
        using CommandRun run = await CommandRun.InFolder("moons", "--engine", engine);

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("2-16-16-", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"accuracy +[│|] +100\.0 %", run.Output);
        Assert.Matches(@"managed bytes per step +[│|] +0 ", run.Output);
        Assert.Equal(["moons-boundary.png", "moons-history.png"], run.Files);
        Assert.All(run.Files, file => Assert.Equal(PngSignature, run.Read(file)[..8]));
    }

    [Fact]
    public async Task Poly_finds_the_coefficients_of_the_closed_form()
    {
        using CommandRun run = await CommandRun.InFolder("poly");

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Matches(@"largest difference of the two fits: \d\.\dE-1[0-9]", run.Output);
        Assert.Equal(["poly-fit.png"], run.Files);
        Assert.Equal(PngSignature, run.Read("poly-fit.png")[..8]);
    }

    [Fact]
    public async Task Graph_prints_the_numbers_of_the_readme_and_draws_them()
    {
        using CommandRun run = await CommandRun.InFolder("graph");

        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("g = 24.7041, dg/da = 138.8338, dg/db = 645.5773", run.Output, StringComparison.Ordinal);
        Assert.Equal(["graph.dot", "graph.mmd", "graph.svg"], run.Files);
        foreach (string file in run.Files)
        {
            string text = System.Text.Encoding.UTF8.GetString(run.Read(file));
            Assert.Contains("24.7041", text, StringComparison.Ordinal);
            Assert.Contains("138.8338", text, StringComparison.Ordinal);
            Assert.Contains("645.5773", text, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("both")]
    [InlineData("value")]
    [InlineData("tensor")]
    public async Task Microgpt_learns_makes_names_up_and_draws_its_loss(string engine)
    {
        using CommandRun run = await CommandRun.InFolder("microgpt", "--engine", engine, "--steps", "200", "--names", "7");

        Assert.Equal("", run.Error);
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("4,192 parameters, 27 tokens", run.Output, StringComparison.Ordinal);
        Assert.Equal(engine != "tensor", run.Output.Contains("Value<Double> ", StringComparison.Ordinal));
        Assert.Equal(engine != "value", run.Output.Contains("Tensor<Single> ", StringComparison.Ordinal));
        Assert.Equal(engine == "both", Regex.IsMatch(run.Output, @"largest difference of the two losses in the first 100 steps: \d\.\dE-[5-9]"));
        Assert.Matches(@"managed bytes per step +[│|] +0 ", run.Output);
        Assert.Matches(@"learnt from:\s+([a-z]+\s+){7}wrote ", run.Output);
        Assert.Equal(["microgpt-loss.png"], run.Files);
        Assert.Equal(PngSignature, run.Read("microgpt-loss.png")[..8]);
    }

    [Fact]
    public async Task Greeks_prints_speeds_and_sensitivities_and_draws_four_surfaces()
    {
        using CommandRun run = await CommandRun.InFolder("greeks", "--scenarios", "1000", "--paths", "100", "--steps", "4", "--threads", "2");

        Assert.Equal(("", 0), (run.Error, run.ExitCode));
        Assert.Contains("Black–Scholes: 1,000 scenarios, 2 threads, 0 re-traced", run.Output, StringComparison.Ordinal);
        Assert.Contains("Heston: 100 paths of 4 steps, 2 threads, 0 re-traced", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"plain C#: price +[│|] +[\d.,]+ [│|] +1\.00 [│|]", run.Output);
        Assert.Matches(@"program: price \+ 9 greeks +[│|] +[\d.,]+ [│|] +\d+\.\d\d [│|] +\d+ [│|]", run.Output);
        Assert.Matches(@"delta +[│|] +0\.[4-8]\d\d\d ± 0\.0\d\d\d", run.Output);
        Assert.Equal(["greeks-black-scholes-delta.png", "greeks-black-scholes-gamma.png", "greeks-heston-delta.png", "greeks-heston-gamma.png"], run.Files);
        Assert.All(run.Files, file => Assert.Equal(PngSignature, run.Read(file)[..8]));
    }

    [Fact]
    public async Task The_same_seed_draws_the_same_pictures()
    {
        using CommandRun first = await CommandRun.InFolder("moons", "--steps", "30", "--seed", "7");
        using CommandRun second = await CommandRun.InFolder("moons", "--steps", "30", "--seed", "7");
        using CommandRun other = await CommandRun.InFolder("moons", "--steps", "30", "--seed", "8");
        Assert.Equal(first.Read("moons-boundary.png"), second.Read("moons-boundary.png"));
        Assert.NotEqual(first.Read("moons-boundary.png"), other.Read("moons-boundary.png"));
    }

    [Fact]
    public async Task Redirected_output_has_no_escape_codes()
    {
        using CommandRun run = await CommandRun.InFolder("moons", "--steps", "5");
        Assert.DoesNotContain('\u001b', run.Output);
    }

    [Fact]
    public async Task Quiet_prints_nothing()
    {
        using CommandRun run = await CommandRun.InFolder("moons", "--steps", "5", "--quiet");
        Assert.Equal(("", "", 0), (run.Output, run.Error, run.ExitCode));
        Assert.Equal(2, run.Files.Length);
    }

    [Fact]
    public async Task A_run_too_short_to_warm_up_claims_nothing_about_memory()
    {
        using CommandRun run = await CommandRun.InFolder("moons", "--steps", "2");
        Assert.Contains("too short a run to tell", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("moons", "--samples", "2", "--noise", "0", "--hidden", "1", "--steps", "1")]
    [InlineData("moons", "--samples", "3", "--noise", "1e300", "--steps", "2")]
    [InlineData("moons", "--engine", "value", "--samples", "2", "--steps", "1")]
    [InlineData("poly", "--samples", "4", "--steps", "1")]
    [InlineData("poly", "--rate", "1e10")]
    [InlineData("greeks", "--scenarios", "1", "--paths", "2", "--steps", "1", "--threads", "256")]
    [InlineData("microgpt", "--steps", "1", "--names", "0")]
    [InlineData("microgpt", "--steps", "2", "--engine", "tensor", "--temperature", "1e300", "--names", "3")]
    public async Task Extreme_values_still_end_in_pictures(params string[] args)
    {
        using CommandRun run = await CommandRun.InFolder(args);
        Assert.Equal(0, run.ExitCode);
        Assert.NotEmpty(run.Files);
        Assert.All(run.Output.Split('\n'), line => Assert.InRange(line.Length, 0, 120));
    }

    [Fact]
    public async Task A_dead_output_is_noticed_and_said()
    {
        using CommandRun run = await CommandRun.InFolder("moons", "--output-activation", "relu", "--seed", "7", "--quiet");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("warning: dead output: from step ", run.Error, StringComparison.Ordinal);
        Assert.Single(run.Error.TrimEnd().Split('\n'));
    }

    [Theory]
    [InlineData("moons", "warning: the loss is NaN: training diverged. Take a smaller --rate.", "--steps", "20")]
    [InlineData("poly", "warning: the error is NaN: the descent diverged. Take a smaller --rate.", "--steps", "200")]
    [InlineData("microgpt", "warning: the loss is NaN: training diverged. Take a smaller --rate.", "--steps", "20")]
    public async Task A_run_that_diverges_says_so_and_still_draws_what_there_is(string command, string warning, params string[] more)
    {
        using CommandRun run = await CommandRun.InFolder([command, "--rate", "1e30", "--quiet", .. more]);
        Assert.Equal((0, warning), (run.ExitCode, run.Error.TrimEnd()));
        Assert.NotEmpty(run.Files);
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("moons", "--help")]
    [InlineData("poly", "--help")]
    [InlineData("graph", "--help")]
    [InlineData("greeks", "--help")]
    [InlineData("microgpt", "--help")]
    public async Task Help_works_everywhere(params string[] args)
    {
        using CommandRun run = await CommandRun.Plain(args);
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Contains("Usage:", run.Output, StringComparison.Ordinal);
    }
}
