using System.CommandLine;
using System.Globalization;
using MicroGrad.Simd.Cli.Greeks;
using MicroGrad.Simd.Cli.Output;
using MicroGrad.Simd.Cli.Pictures;

namespace MicroGrad.Simd.Cli.Commands;

/// <summary><c>micrograd greeks</c>: option prices with all sensitivities, timed against plain C#, and surfaces of delta and gamma.</summary>
internal static class GreeksCommand
{
    private const int Rounds = 15;

    public static Command Create(TextWriter output, TextWriter error)
    {
        Option<int?> scenarios = CommonOptions.Integer("--scenarios", "Scenarios of Black and Scholes [default: 100000]", 1, 10_000_000);
        Option<int?> paths = CommonOptions.Integer("--paths", "Paths of the Monte-Carlo price under Heston [default: 100000]", 2, 10_000_000);
        Option<int?> steps = CommonOptions.Integer("--steps", "Steps in time of each path [default: 32]", 1, 256);
        Option<int?> threads = CommonOptions.Integer("--threads", "Threads, for programs and plain C# alike [default: 1]", 1, 256);
        Option<int?> seed = CommonOptions.Seed();
        Option<string> folder = CommonOptions.Output();
        Option<bool> quiet = CommonOptions.Quiet();
        var command = new Command("greeks", "Prices options with all sensitivities, times recorded programs against plain C# and draws delta and gamma")
        {
            scenarios, paths, steps, threads, seed, folder, quiet,
        };
        command.SetAction((parsed, cancellation) =>
        {
            var job = new Job(
                parsed.GetValue(scenarios) ?? 100_000, parsed.GetValue(paths) ?? 100_000, parsed.GetValue(steps) ?? 32,
                parsed.GetValue(threads) ?? 1, parsed.GetValue(seed) ?? 1);
            Run(job, new OutputFolder(parsed.GetRequiredValue(folder)), new Reporter(output, error, parsed.GetValue(quiet)), cancellation);
            return Task.FromResult(0);
        });
        return command;
    }

    private static void Run(Job job, OutputFolder folder, Reporter reporter, CancellationToken cancellation)
    {
        folder.Create();
        string threads = job.Threads == 1 ? "1 thread" : $"{job.Threads} threads";
        Race blackScholes = BlackScholesRace.Create(job.Scenarios, job.Threads, job.Seed);
        Time("Black–Scholes", blackScholes, reporter, cancellation);
        Table($"Black–Scholes: {Figures.Count(job.Scenarios)} scenarios, {threads}", "scenario", blackScholes, reporter);

        ValueProgram<double> program = PricePrograms.HestonPath(job.Steps);
        program.Threads = job.Threads;
        int timed = Math.Min(job.Paths, HestonBatch.MostPaths);
        Race heston = HestonRace.Create(program, timed, job.Steps, job.Seed);
        Time("Heston", heston, reporter, cancellation);
        Table($"Heston: {Figures.Count(timed)} paths of {job.Steps} steps, {threads}", "path", heston, reporter);

        var simulation = new HestonSimulation(PricePrograms.Compiled(program), job.Paths, job.Seed);
        reporter.Steps("Monte Carlo", simulation.BatchCount, batch => Simulate(simulation, batch), cancellation);
        reporter.Table(
            $"Heston: {Figures.Count(job.Paths)} paths, mean ± standard error, at spot {Market.Spot} and strike {Market.Strike}",
            [["price", simulation.Price.ToString()], .. Heston.Greeks.Select((name, i) => (string[])[name, simulation.Greeks[i].ToString()])]);

        Surface flat = BlackScholesSurface.Create(job.Threads);
        var random = new HestonSurface(job.Paths, job.Steps, job.Threads, job.Seed);
        reporter.Steps("surfaces", Surface.Rows, row => Row(random, row), cancellation);
        byte[][] pictures =
        [
            SurfacePicture.Delta("Black–Scholes with a volatility of 20 %", flat), SurfacePicture.Gamma("Black–Scholes with a volatility of 20 %", flat),
            SurfacePicture.Delta("Heston with a mean volatility of 20 %", random.Surface), SurfacePicture.Gamma("Heston with a mean volatility of 20 %", random.Surface),
        ];
        cancellation.ThrowIfCancellationRequested();
        reporter.Files(
            folder.Write("greeks-black-scholes-delta.png", pictures[0], cancellation),
            folder.Write("greeks-black-scholes-gamma.png", pictures[1], cancellation),
            folder.Write("greeks-heston-delta.png", pictures[2], cancellation),
            folder.Write("greeks-heston-gamma.png", pictures[3], cancellation));
    }

    private static void Time(string model, Race race, Reporter reporter, CancellationToken cancellation)
    {
        race.WarmUp();
        reporter.Steps(
            $"timing {model}",
            Rounds,
            _ =>
            {
                race.Round();
                return $"plain C# {Nanoseconds(race.Time(0))} ns";
            },
            cancellation);
    }

    private static void Table(string title, string unit, Race race, Reporter reporter) =>
        reporter.Table(
            $"{title}, {Figures.Count(race.Retraced)} re-traced",
            [
                ["", $"ns per {unit}", "× plain price", "instructions"],
                .. race.Contenders.Select((contender, i) => (string[])
                    [contender.Name, Nanoseconds(race.Time(i)), Ratio(race.Ratio(i)), contender.Instructions is { } count ? Figures.Count(count) : ""]),
            ]);

    private static string Simulate(HestonSimulation simulation, int batch)
    {
        simulation.Run(batch);
        return $"price {simulation.Price}";
    }

    private static string Row(HestonSurface surface, int row)
    {
        surface.Run(row);
        return $"{Surface.Time(row).ToString("F2", CultureInfo.InvariantCulture)} years";
    }

    private static string Nanoseconds(double value) => value.ToString(value < 100 ? "F1" : "N0", CultureInfo.InvariantCulture);

    private static string Ratio(double value) => value.ToString("F2", CultureInfo.InvariantCulture);

    private sealed record Job(int Scenarios, int Paths, int Steps, int Threads, int Seed);
}
