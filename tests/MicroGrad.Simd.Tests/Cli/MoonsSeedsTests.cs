using MicroGrad.Simd.Cli.Training;
using Xunit;

namespace MicroGrad.Simd.Tests.Cli;

public sealed class MoonsSeedsTests
{
    [Fact]
    public void Nineteen_of_twenty_seeds_reach_98_percent_and_the_default_one_100()
    {
        double[] accuracies = [.. Enumerable.Range(1, 20).Select(seed => Train(seed, reluOutput: false).Accuracies[^1])];
        Assert.Equal(1, accuracies[0]);
        Assert.True(accuracies.Count(accuracy => accuracy >= 0.98) >= 19, string.Join(", ", accuracies));
    }

    [Fact]
    public void With_a_relu_output_a_dead_seed_stays_at_half_and_is_told_apart_from_one_that_learns()
    {
        TrainingHistory[] histories = [.. Enumerable.Range(1, 20).Select(seed => Train(seed, reluOutput: true))];
        Assert.Contains(histories, history => history.DeadSince is not null);
        Assert.All(histories.Where(history => history.DeadSince is not null), history => Assert.InRange(history.Accuracies[^1], 0.45, 0.55));
        Assert.Contains(histories, history => history.DeadSince is null && history.Accuracies[^1] == 1);
    }

    private static TrainingHistory Train(int seed, bool reluOutput)
    {
        var trainer = new TensorMoonsTrainer(200, 0.1, [16, 16], reluOutput, 0.9, seed);
        for (int step = 0; step < 200; step++) trainer.Step();
        return trainer.History;
    }
}
