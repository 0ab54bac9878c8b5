using System.Diagnostics;
using MicroGrad.Simd.Cli;
using Xunit;

namespace MicroGrad.Simd.Tests.Cli;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("--samples: 'x' is not a whole number from 2 to 1000000. See micrograd moons --help.", "moons", "--samples", "x")]
    [InlineData("--samples: '1' is not a whole number from 2 to 1000000. See micrograd moons --help.", "moons", "--samples", "1")]
    [InlineData("--noise: '-0.1' is not a finite number of at least 0. See micrograd moons --help.", "moons", "--noise", "-0.1")]
    [InlineData("--rate: 'NaN' is not a finite number above 0. See micrograd moons --help.", "moons", "--rate", "NaN")]
    [InlineData("--rate: '0' is not a finite number above 0. See micrograd poly --help.", "poly", "--rate", "0")]
    [InlineData("--steps: '0' is not a whole number from 1 to 10000000. See micrograd poly --help.", "poly", "--steps", "0")]
    [InlineData("--seed: '-1' is not a whole number of at least 0. See micrograd moons --help.", "moons", "--seed", "-1")]
    [InlineData("--hidden: '16,,16' is not whole numbers from 1 to 4096, separated by commas. See micrograd moons --help.", "moons", "--hidden", "16,,16")]
    [InlineData("--engine: 'gpu' is not tensor or value. See micrograd moons --help.", "moons", "--engine", "gpu")]
    [InlineData("--output-activation: 'relu' needs --engine tensor.", "moons", "--engine", "value", "--output-activation", "relu")]
    [InlineData("'--speed' is not an option or a command of micrograd moons. See micrograd moons --help.", "moons", "--speed")]
    [InlineData("'suns' is not an option or a command of micrograd. See micrograd --help.", "suns")]
    [InlineData("'--hidden' is not an option or a command of micrograd poly. See micrograd poly --help.", "poly", "--hidden", "16")]
    [InlineData("--output: '' is not the name of a folder. See micrograd graph --help.", "graph", "--output", "")]
    [InlineData("--output: '--quiet' is not the name of a folder. See micrograd graph --help.", "graph", "--output", "--quiet")]
    [InlineData("--noise: '0,5' is not a finite number of at least 0. See micrograd moons --help.", "moons", "--noise", "0,5")]
    [InlineData("--steps: 'a' is not a whole number from 1 to 10000000. See micrograd moons --help.", "moons", "--steps", "a", "--rate", "b")]
    [InlineData("--scenarios: '0' is not a whole number from 1 to 10000000. See micrograd greeks --help.", "greeks", "--scenarios", "0")]
    [InlineData("--paths: '1' is not a whole number from 2 to 10000000. See micrograd greeks --help.", "greeks", "--paths", "1")]
    [InlineData("--steps: '257' is not a whole number from 1 to 256. See micrograd greeks --help.", "greeks", "--steps", "257")]
    [InlineData("--threads: 'all' is not a whole number from 1 to 256. See micrograd greeks --help.", "greeks", "--threads", "all")]
    [InlineData("--steps: '0' is not a whole number from 1 to 10000000. See micrograd microgpt --help.", "microgpt", "--steps", "0")]
    [InlineData("--engine: 'gpu' is not both or value or tensor. See micrograd microgpt --help.", "microgpt", "--engine", "gpu")]
    [InlineData("--temperature: '0' is not a finite number above 0. See micrograd microgpt --help.", "microgpt", "--temperature", "0")]
    [InlineData("--names: '-1' is not a whole number from 0 to 10000. See micrograd microgpt --help.", "microgpt", "--names", "-1")]
    [InlineData("--rate: '1E+300' is beyond what a float holds.", "microgpt", "--rate", "1e300")]
    [InlineData("Required argument missing for option: '--seed'. See micrograd moons --help.", "moons", "--seed")]
    [InlineData("Required command was not provided. See micrograd --help.")]
    public async Task A_bad_command_line_gives_one_line_and_exit_code_2(string line, params string[] args)
    {
        using CommandRun run = await CommandRun.Plain(args);
        Assert.Equal((2, line, ""), (run.ExitCode, run.Error.TrimEnd(), run.Output));
    }

    [Fact]
    public async Task A_folder_that_cannot_be_made_gives_one_line()
    {
        string file = Path.GetTempFileName();
        try
        {
            using CommandRun run = await CommandRun.Plain("moons", "--output", Path.Combine(file, "inside"));
            Assert.Equal(1, run.ExitCode);
            Assert.StartsWith($"--output: cannot write '{Path.Combine(file, "inside")}': ", run.Error, StringComparison.Ordinal);
            Assert.Single(run.Error.TrimEnd().Split('\n'));
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task An_interrupt_leaves_no_file_behind()
    {
        if (OperatingSystem.IsWindows()) return; // there is no SIGINT to send to one process there

        string folder = CommandRun.NewFolder();
        // A test run that was itself started in the background ignores SIGINT, and its children inherit that.
        string[] command = [.. OperatingSystem.IsLinux() ? (string[])["env", "--default-signal=INT", "dotnet"] : ["dotnet"],
            typeof(CommandLine).Assembly.Location, "moons", "--steps", "10000000", "--output", folder];
        var start = new ProcessStartInfo(command[0], command[1..])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            while (!Directory.Exists(folder) && !process.HasExited) await Task.Delay(20);
            using (Process kill = Process.Start("kill", ["-INT", $"{process.Id}"])) await kill.WaitForExitAsync();
            Task<string> error = process.StandardError.ReadToEndAsync();
            _ = process.StandardOutput.ReadToEndAsync();
            await process.WaitForExitAsync();
            Assert.Equal((130, "Interrupted; unfinished files were not written."), (process.ExitCode, (await error).Trim()));
            Assert.Empty(Directory.GetFiles(folder));
        }
        finally
        {
            if (!process.HasExited) process.Kill();
            if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        }
    }
}
