using System.CommandLine;
using System.Globalization;
using MicroGrad.Simd.Cli.Gpt;
using MicroGrad.Simd.Cli.Output;
using MicroGrad.Simd.Cli.Pictures;

namespace MicroGrad.Simd.Cli.Commands;

/// <summary><c>micrograd microgpt</c>: the smallest GPT learns the type names of the .NET base library, and makes up more of them.</summary>
internal static class MicrogptCommand
{
    private const string Both = "both", Scalars = "value", Tensors = "tensor";

    public static Command Create(TextWriter output, TextWriter error)
    {
        Option<string> engine = CommonOptions.Choice("--engine", "Scalars, tensors, or one after the other for comparison", Both, Scalars, Tensors);
        Option<int?> steps = CommonOptions.Integer("--steps", "Steps of Adam, each on one name [default: 10000]", 1, 10_000_000);
        Option<double?> rate = CommonOptions.Number("--rate", "Learning rate at the start; it falls to 0 [default: 0.01]", mayBeZero: false);
        Option<int?> names = CommonOptions.Integer("--names", "How many names to make up [default: 20]", 0, 10_000);
        Option<double?> temperature = CommonOptions.Number("--temperature", "Below 1 for likelier names, above for stranger ones [default: 0.5]", mayBeZero: false);
        Option<int?> seed = CommonOptions.Seed();
        Option<string> folder = CommonOptions.Output();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command("microgpt", "Trains a GPT of 4,192 parameters on the type names of .NET, on scalars and on tensors, and makes new names up")
        {
            engine, steps, rate, names, temperature, seed, folder, quiet,
        };
        command.SetAction((parsed, cancellation) =>
        {
            int stepCount = parsed.GetValue(steps) ?? 10_000, seedValue = parsed.GetValue(seed) ?? 1;
            double rateValue = parsed.GetValue(rate) ?? 0.01;
            if (!float.IsFinite((float)rateValue)) throw new BadUsageException(string.Create(CultureInfo.InvariantCulture, $"--rate: '{rateValue}' is beyond what a float holds."));
            string[] known = TypeNames.All();
            new Random(seedValue).Shuffle(known);
            int[][] tokens = [.. known.Select(Vocabulary.Encode)];
            IGpt[] models = parsed.GetRequiredValue(engine) switch
            {
                Scalars => [new ScalarGpt(seedValue)],
                Tensors => [new TensorGpt<float>(seedValue)],
                _ => [new ScalarGpt(seedValue), new TensorGpt<float>(seedValue)],
            };
            GptRun[] runs = [.. models.Select(model => new GptRun(model, tokens, stepCount, rateValue))];
            var reporter = new Reporter(output, error, parsed.GetValue(quiet));
            var target = new OutputFolder(parsed.GetRequiredValue(folder));
            target.Create();
            Train(runs, stepCount, known.Length, reporter, cancellation);

            var sampler = new Sampler(models[^1], parsed.GetValue(temperature) ?? 0.5, new Random(seedValue));
            MakeUp(sampler, parsed.GetValue(names) ?? 20, known, reporter);
            byte[] picture = LossPicture.Draw(runs);
            cancellation.ThrowIfCancellationRequested();
            reporter.Files(target.Write("microgpt-loss.png", picture, cancellation));
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Train(GptRun[] runs, int steps, int names, Reporter reporter, CancellationToken cancellation)
    {
        foreach (GptRun run in runs)
        {
            reporter.Steps(
                $"microgpt, {run.Model.Engine}",
                steps,
                _ =>
                {
                    run.Step();
                    return $"loss {Figures.Loss(run.LateLoss)}";
                },
                cancellation);
        }

        if (runs.FirstOrDefault(run => !double.IsFinite(run.Losses[^1])) is { } diverged)
            reporter.Warn($"the loss is {diverged.Losses[^1]}: training diverged. Take a smaller --rate.");
        reporter.Table(
            $"microgpt: {Figures.Count(runs[0].Model.ParameterCount)} parameters, {Vocabulary.Size} tokens, {Figures.Count(names)} type names of the .NET base library",
            [
                Row("", run => run.Model.Engine),
                Row("loss, first 100 names", run => Figures.Loss(run.EarlyLoss)),
                Row("loss, last 100 names", run => Figures.Loss(run.LateLoss)),
                Row("nodes per name (median)", run => Figures.Count(run.Nodes)),
                Row("µs per name (median, Adam included)", run => (1e6 * run.Costs.Seconds).ToString("F1", CultureInfo.InvariantCulture)),
                Row("managed bytes per step", run => Figures.Bytes(run.Costs.Bytes)),
            ]);
        if (runs is [var first, var second])
        {
            double difference = first.Losses.Zip(second.Losses, (left, right) => Math.Abs(left - right)).Take(100).Max();
            reporter.Line($"largest difference of the two losses in the first 100 steps: {difference.ToString("0.0E+0", CultureInfo.InvariantCulture)}");
        }

        string[] Row(string name, Func<GptRun, string> figure) => [name, .. runs.Select(figure)];
    }

    private static void MakeUp(Sampler sampler, int count, string[] known, Reporter reporter)
    {
        if (count == 0) return;
        reporter.Line("type names made up, none of which it learnt from:");
        foreach (string[] line in sampler.New(count, known).Chunk(5)) reporter.Line($"  {string.Join("  ", line.Select(name => name.PadRight(GptShape.Block)))}".TrimEnd());
    }
}
