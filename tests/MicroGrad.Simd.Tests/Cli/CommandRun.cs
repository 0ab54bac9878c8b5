using MicroGrad.Simd.Cli;

namespace MicroGrad.Simd.Tests.Cli;

/// <summary>One run of the command in this process, in a folder of its own that goes with it.</summary>
internal sealed class CommandRun : IDisposable
{
    private CommandRun(string folder) => Folder = folder;

    public string Folder { get; }

    public int ExitCode { get; private init; }

    public string Output { get; private init; } = "";

    public string Error { get; private init; } = "";

    public string[] Files => Directory.Exists(Folder) ? [.. Directory.GetFiles(Folder).Select(file => Path.GetFileName(file)!).Order()] : [];

    /// <summary>Runs <c>micrograd</c> with the arguments and <c>--output</c> with the run's folder.</summary>
    public static Task<CommandRun> InFolder(params string[] args) => Run(folder => [.. args, "--output", folder]);

    public static Task<CommandRun> Plain(params string[] args) => Run(_ => args);

    public static string NewFolder() => Path.Combine(Path.GetTempPath(), $"micrograd-tests-{Guid.NewGuid():N}");

    public byte[] Read(string file) => File.ReadAllBytes(Path.Combine(Folder, file));

    public void Dispose()
    {
        if (Directory.Exists(Folder)) Directory.Delete(Folder, recursive: true);
    }

    private static async Task<CommandRun> Run(Func<string, string[]> args)
    {
        string folder = NewFolder();
        using StringWriter output = new(), error = new();
        int exitCode = await CommandLine.InvokeAsync(args(folder), output, error);
        return new CommandRun(folder) { ExitCode = exitCode, Output = output.ToString(), Error = error.ToString() };
    }
}
