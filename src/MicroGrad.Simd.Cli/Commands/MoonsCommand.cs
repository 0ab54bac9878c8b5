using System.CommandLine;
using MicroGrad.Simd.Cli.Output;
using MicroGrad.Simd.Cli.Pictures;
using MicroGrad.Simd.Cli.Training;

namespace MicroGrad.Simd.Cli.Commands;

/// <summary><c>micrograd moons</c>: the main job. A network learns the two moons; the lesson is shown, measured and drawn.</summary>
internal static class MoonsCommand
{
    private const int DefaultSeed = 1;
    private const string Tensors = "tensor", Scalars = "value", Linear = "none", Relu = "relu";

    public static Command Create(TextWriter output, TextWriter error)
    {
        Option<string> engine = CommonOptions.Choice("--engine", "Tensors, or micrograd's own demo on scalars", Tensors, Scalars);
        Option<int?> samples = CommonOptions.Integer("--samples", "Points of both moons together [default: 200; with --engine value 100]", 2, 1_000_000);
        Option<double?> noise = CommonOptions.Number("--noise", "Standard deviation of the noise on each coordinate [default: 0.1]", mayBeZero: true);
        Option<int[]?> hidden = CommonOptions.Hidden();
        Option<string> outputActivation = CommonOptions.Choice("--output-activation", "What follows the last layer (tensors only)", Linear, Relu);
        Option<int?> steps = CommonOptions.Integer("--steps", "Full-batch steps of gradient descent [default: 200; with --engine value 100]", 1, 10_000_000);
        Option<double?> rate = CommonOptions.Number("--rate", "Learning rate [default: 0.9; with --engine value 1.0, falling to a tenth]", mayBeZero: false);
        Option<int?> seed = CommonOptions.Seed();
        Option<string> folder = CommonOptions.Output();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command("moons", "Trains a network on the two moons and draws loss, accuracy and the class boundary")
        {
            engine, samples, noise, hidden, outputActivation, steps, rate, seed, folder, quiet,
        };
        command.SetAction((parsed, cancellation) =>
        {
            bool scalars = parsed.GetValue(engine) == Scalars, reluOutput = parsed.GetValue(outputActivation) == Relu;
            if (scalars && reluOutput) throw new BadUsageException("--output-activation: 'relu' needs --engine tensor.");
            int count = parsed.GetValue(samples) ?? (scalars ? 100 : 200);
            int stepCount = parsed.GetValue(steps) ?? (scalars ? 100 : 200);
            double noiseValue = parsed.GetValue(noise) ?? 0.1, rateValue = parsed.GetValue(rate) ?? (scalars ? 1.0 : 0.9);
            int seedValue = parsed.GetValue(seed) ?? DefaultSeed;
            int[] hiddenSizes = parsed.GetValue(hidden) is { Length: > 0 } sizes ? sizes : [16, 16];
            IMoonsTrainer trainer = scalars
                ? new ScalarMoonsTrainer(count, noiseValue, hiddenSizes, rateValue, stepCount, seedValue)
                : new TensorMoonsTrainer(count, noiseValue, hiddenSizes, reluOutput, rateValue, seedValue);
            Run(trainer, stepCount, new OutputFolder(parsed.GetRequiredValue(folder)), new Reporter(output, error, parsed.GetValue(quiet)), cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Run(IMoonsTrainer trainer, int steps, OutputFolder folder, Reporter reporter, CancellationToken cancellation)
    {
        folder.Create();
        TrainingHistory history = trainer.History;
        reporter.Steps(
            "moons",
            steps,
            _ =>
            {
                trainer.Step();
                return $"loss {Figures.Loss(history.Losses[^1])}  accuracy {Figures.Percent(history.Accuracies[^1])}";
            },
            cancellation);

        // A point without a gradient may still fall to the right class, since equal scores go to the first.
        if (history is { DeadSince: { } dead, Accuracies: [.., < 0.98] })
            reporter.Warn($"dead output: from step {dead} on the last ReLU gives only zeros for many points, and no gradient comes from them. "
                + $"Accuracy stands at {Figures.Percent(history.Accuracies[^1])}. Take another --seed, or a linear output (--output-activation none).");
        else if (!double.IsFinite(history.Losses[^1]))
            reporter.Warn($"the loss is {history.Losses[^1]}: training diverged. Take a smaller --rate.");

        reporter.Table(
            $"moons: {trainer.Description}, {trainer.Data.Count} points",
            ["loss", Figures.Loss(history.Losses[^1])],
            ["accuracy", Figures.Percent(history.Accuracies[^1])],
            ["steps", Figures.Count(history.Losses.Count)],
            ["steps/s (median step)", Figures.Count(1 / history.Costs.Seconds)],
            ["managed bytes per step", Figures.Bytes(history.Costs.Bytes)]);

        byte[] historyPicture = HistoryPicture.Draw(history), boundaryPicture = BoundaryPicture.Draw(trainer, cancellation);
        cancellation.ThrowIfCancellationRequested();
        reporter.Files(
            folder.Write("moons-history.png", historyPicture, cancellation),
            folder.Write("moons-boundary.png", boundaryPicture, cancellation));
    }
}
