using System.CommandLine;
using System.Globalization;
using MicroGrad.Simd.Cli.Output;
using MicroGrad.Simd.Cli.Pictures;
using MicroGrad.Simd.Cli.Training;

namespace MicroGrad.Simd.Cli.Commands;

/// <summary><c>micrograd poly</c>: a least-squares fit by gradient descent, held against the closed form.</summary>
internal static class PolyCommand
{
    public static Command Create(TextWriter output, TextWriter error)
    {
        Option<int?> samples = CommonOptions.Integer("--samples", "Noisy points [default: 100]", 4, 1_000_000);
        Option<double?> noise = CommonOptions.Number("--noise", "Standard deviation of the noise on y [default: 3]", mayBeZero: true);
        Option<int?> steps = CommonOptions.Integer("--steps", "Steps of gradient descent [default: 200]", 1, 10_000_000);
        Option<double?> rate = CommonOptions.Number("--rate", "Learning rate [default: 0.3]", mayBeZero: false);
        Option<int?> seed = CommonOptions.Seed();
        Option<string> folder = CommonOptions.Output();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command("poly", "Fits 15 − 2.1x + 13.9x² + 1.5x³ to noisy points by gradient descent and compares it with the closed form")
        {
            samples, noise, steps, rate, seed, folder, quiet,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var fit = new PolynomialFit(
                parsed.GetValue(samples) ?? 100, parsed.GetValue(noise) ?? 3, parsed.GetValue(rate) ?? 0.3, parsed.GetValue(seed) ?? 1);
            var reporter = new Reporter(output, error, parsed.GetValue(quiet));
            Run(fit, parsed.GetValue(steps) ?? 200, new OutputFolder(parsed.GetRequiredValue(folder)), reporter, cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Run(PolynomialFit fit, int steps, OutputFolder folder, Reporter reporter, CancellationToken cancellation)
    {
        folder.Create();
        double loss = double.NaN;
        reporter.Steps(
            "poly",
            steps,
            _ => $"mean squared error {Figures.Loss(loss = fit.Step())}",
            cancellation);

        double[] found = fit.Coefficients, closed = fit.ClosedForm();
        double difference = found.Zip(closed, (left, right) => Math.Abs(left - right)).Max();
        if (!double.IsFinite(loss)) reporter.Warn($"the error is {loss}: the descent diverged. Take a smaller --rate.");
        string[] powers = ["1", "x", "x²", "x³"];
        reporter.Table(
            $"poly: {fit.X.Length} points, mean squared error {Figures.Loss(loss)}",
            [
                ["coefficient of", "truth", "gradient descent", "closed form", "difference"],
                .. powers.Select((power, i) => (string[])[power, Decimals(PolynomialFit.Truth[i]), Decimals(found[i]), Decimals(closed[i]), Power(found[i] - closed[i])]),
            ]);
        reporter.Line($"largest difference of the two fits: {Power(difference)}");

        byte[] picture = PolynomialPicture.Draw(fit, closed);
        cancellation.ThrowIfCancellationRequested();
        reporter.Files(folder.Write("poly-fit.png", picture, cancellation));
    }

    private static string Decimals(double value) =>
        value.ToString(Math.Abs(value) < 1e6 ? "F6" : "0.000E+0", CultureInfo.InvariantCulture);

    private static string Power(double value) => value.ToString("0.0E+0", CultureInfo.InvariantCulture);
}
