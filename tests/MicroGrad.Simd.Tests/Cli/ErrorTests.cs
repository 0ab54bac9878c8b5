using System.Diagnostics;
using MicroGrad.Simd.Cli;
using Xunit;

namespace MicroGrad.Simd.Tests.Cli;

public sealed class ErrorTests
{
    [Theory]
    [InlineData("--samples: 'x' is not a whole number from 2 to 1000000. See micrograd --help.", "moons", "--samples", "x")]
    [InlineData("--samples: '1' is not a whole number from 2 to 1000000. See micrograd --help.", "moons", "--samples", "1")]
    [InlineData("--noise: '-0.1' is not a finite number of at least 0. See micrograd --help.", "moons", "--noise", "-0.1")]
    [InlineData("--rate: 'NaN' is not a finite number above 0. See micrograd --help.", "moons", "--rate", "NaN")]
    [InlineData("--rate: '0' is not a finite number above 0. See micrograd --help.", "poly", "--rate", "0")]
    [InlineData("--steps: '0' is not a whole number from 1 to 10000000. See micrograd --help.", "poly", "--steps", "0")]
    [InlineData("--seed: '-1' is not a whole number of at least 0. See micrograd --help.", "moons", "--seed", "-1")]
    [InlineData("--hidden: '16,,16' is not whole numbers from 1 to 4096, separated by commas. See micrograd --help.", "moons", "--hidden", "16,,16")]
    [InlineData("--engine: 'gpu' is not tensor or value. See micrograd --help.", "moons", "--engine", "gpu")]
    [InlineData("--output-activation: 'relu' needs --engine tensor.", "moons", "--engine", "value", "--output-activation", "relu")]
    [InlineData("Unrecognized command or argument '--speed'. See micrograd --help.", "moons", "--speed")]
    [InlineData("Unrecognized command or argument 'suns'. See micrograd --help.", "suns")]
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
        var start = new ProcessStartInfo("dotnet")
        {
            ArgumentList = { typeof(CommandLine).Assembly.Location, "moons", "--steps", "10000000", "--output", folder },
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
