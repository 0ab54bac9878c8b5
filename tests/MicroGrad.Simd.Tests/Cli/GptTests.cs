using MicroGrad.Simd.Cli.Gpt;
using Xunit;

namespace MicroGrad.Simd.Tests.Cli;

public sealed class GptTests
{
    private static readonly string[] Words = TypeNames.All();

    [Fact]
    public void Names_are_distinct_words_of_letters_in_order_that_fit_the_block()
    {
        Assert.Equal(Words.Distinct().Order(StringComparer.Ordinal), Words);
        Assert.All(Words, name => Assert.Matches("^[a-z]{3,15}$", name));
        Assert.Empty(new[] { "string", "list", "dictionary", "httpclient", "stringbuilder" }.Except(Words));
        Assert.DoesNotContain("int", Words); // of Int32, without its digits
        Assert.True(Words.Length > 1000);
    }

    [Fact]
    public void A_name_stands_between_boundaries()
    {
        Assert.Equal([26, 0, 1, 25, 26], Vocabulary.Encode("abz"));
        Assert.Equal("abz", string.Concat(Vocabulary.Encode("abz")[1..^1].Select(Vocabulary.Letter)));
    }

    [Fact]
    public void There_are_4192_parameters_on_every_engine() =>
        Assert.All<IGpt>([new ScalarGpt(1), new TensorGpt<float>(1)], model => Assert.Equal(4192, model.ParameterCount));

    [Fact]
    public void Engines_lose_the_same_step_by_step()
    {
        const int steps = 60;
        GptRun scalars = Learn(new ScalarGpt(3), steps), doubles = Learn(new TensorGpt<double>(3), steps), floats = Learn(new TensorGpt<float>(3), steps);
        Assert.InRange(scalars.Losses[0], 2.5, 4.5); // of 27 equal tokens: ln 27 = 3.3
        for (int i = 0; i < steps; i++)
        {
            Assert.Equal(scalars.Losses[i], doubles.Losses[i], 1e-11);
            Assert.Equal(scalars.Losses[i], floats.Losses[i], 1e-4);
        }
    }

    [Fact]
    public void Engines_score_alike_and_score_what_they_learn()
    {
        IGpt[] models = [new ScalarGpt(4), new TensorGpt<double>(4)];
        var scores = new double[2][];
        for (int i = 0; i < 2; i++)
        {
            Learn(models[i], 5);
            scores[i] = new double[Vocabulary.Size];
            models[i].Score(Vocabulary.Encode("task").AsSpan(0, 5), scores[i]);
            double loss = 0;
            for (int length = 1; length <= 5; length++) loss += NegativeLog(models[i], "task", length);
            Assert.Equal(models[i].Step(Vocabulary.Encode("task"), 0), loss / 5, 1e-12);
        }

        Assert.All(scores[0].Zip(scores[1]), pair => Assert.Equal(pair.First, pair.Second, 1e-11));
    }

    // The loss of one letter, from the scores that the letters before it give.
    private static double NegativeLog(IGpt model, string name, int length)
    {
        int[] tokens = Vocabulary.Encode(name);
        var scores = new double[Vocabulary.Size];
        model.Score(tokens.AsSpan(0, length), scores);
        return Math.Log(scores.Sum(Math.Exp)) - scores[tokens[length]];
    }

    [Fact]
    public void A_model_learns_and_the_longest_name_fits()
    {
        GptRun run = Learn(new TensorGpt<float>(1), 600);
        Assert.InRange(run.LateLoss, 2, run.EarlyLoss - 0.2);
        int[] longest = Vocabulary.Encode(new string('a', GptShape.Block - 1));
        Assert.Equal(new ScalarGpt(2).Step(longest, 0), new TensorGpt<double>(2).Step(longest, 0), 1e-12);
    }

    [Fact]
    public void Warm_steps_allocate_nothing()
    {
        int[] longest = Vocabulary.Encode(new string('a', GptShape.Block - 1)), name = Vocabulary.Encode("task");
        foreach (IGpt model in (IGpt[])[new ScalarGpt(1), new TensorGpt<float>(1)])
        {
            model.Step(longest, 0.01);
            Assert.Equal(0, Allocations.Of(() => model.Step(name, 0.01)));
        }
    }

    [Fact]
    public void A_cold_sampler_takes_the_likeliest_letter_and_ends_at_the_block()
    {
        Assert.Equal(new string('c', GptShape.Block), new Sampler(new Always(2, 1), 0.01, new Random(1)).Next());
        Assert.Equal("", new Sampler(new Always(Vocabulary.Boundary, 1), 0.01, new Random(1)).Next());
    }

    [Fact]
    public void Made_up_names_are_distinct_and_not_known_and_follow_the_seed()
    {
        var model = new TensorGpt<float>(1);
        Learn(model, 300);
        string[] made = [.. new Sampler(model, 1, new Random(7)).New(30, Words)];
        Assert.Equal(30, made.Distinct().Except(Words).Count());
        Assert.Equal(made, new Sampler(model, 1, new Random(7)).New(30, Words));
        Assert.NotEqual(made, new Sampler(model, 1, new Random(8)).New(30, Words));
    }

    [Fact]
    public void Where_there_is_nothing_new_there_are_fewer_names()
    {
        Assert.Single(new Sampler(new Always(2, 1), 0.01, new Random(1)).New(5, []));
        Assert.Empty(new Sampler(new Always(2, double.NaN), 1, new Random(1)).New(5, []));
    }

    private static GptRun Learn(IGpt model, int steps)
    {
        var run = new GptRun(model, [.. Words.Select(Vocabulary.Encode)], steps, 0.01);
        for (int i = 0; i < steps; i++) run.Step();
        return run;
    }

    /// <summary>Gives one token a score and all others 0.</summary>
    private sealed class Always(int token, double score) : IGpt
    {
        public string Engine => "";

        public int ParameterCount => 0;

        public int NodeCount => 0;

        public double Step(ReadOnlySpan<int> tokens, double rate) => 0;

        public void Score(ReadOnlySpan<int> tokens, Span<double> scores)
        {
            scores.Clear();
            scores[token] = score;
        }
    }
}
