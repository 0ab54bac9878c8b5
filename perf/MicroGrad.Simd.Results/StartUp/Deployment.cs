using System.Diagnostics;

namespace MicroGrad.Simd.Results.StartUp;

/// <summary>A way to publish perf/MicroGrad.Simd.FirstGradient.</summary>
internal sealed record Deployment(string Name, bool Native, params string[] Options)
{
    private const string Program = "MicroGrad.Simd.FirstGradient";

    public static readonly Deployment[] All =
    [
        new("JIT", Native: false, "-p:PublishAot=false"),
        new("ReadyToRun", Native: false, "-p:PublishAot=false", "-p:PublishReadyToRun=true", "--use-current-runtime", "--no-self-contained"),
        new("native AOT", Native: true, Linker()),
    ];

    /// <summary>Publishes the program into a folder.</summary>
    /// <returns>Null when it could be published, otherwise why not.</returns>
    public string? Publish(string folder)
    {
        var start = new ProcessStartInfo("dotnet", ["publish", Path.Combine(Repository.Root, "perf", Program), "-c", "Release", "-v", "q", "-o", folder, .. Options])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start) ?? throw new IOException("dotnet publish did not start.");
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? null : output.Split('\n').FirstOrDefault(line => line.Contains("error", StringComparison.OrdinalIgnoreCase)) ?? output.Trim();
    }

    /// <summary>The program as it stands in that folder.</summary>
    /// <param name="folder">Where it was published.</param>
    /// <param name="what">Its argument.</param>
    public TimedProcess Start(string folder, string what)
    {
        string program = Path.Combine(folder, Program);
        return Native ? new(program, what) : new("dotnet", program + ".dll", what);
    }

    // Elsewhere than on Windows native code is linked by clang, or by gcc where that is what there is.
    private static string[] Linker() =>
        OperatingSystem.IsWindows() || !OnPath("gcc") || OnPath("clang") ? [] : ["-p:CppCompilerAndLinker=gcc"];

    private static bool OnPath(string command) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(folder => File.Exists(Path.Combine(folder, command)));
}
