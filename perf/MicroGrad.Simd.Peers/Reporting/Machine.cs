using System.Reflection;
using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Peers.Reporting;

/// <summary>Where and with what was measured.</summary>
/// <param name="Libraries">What was loaded, by library.</param>
/// <param name="Peaks">GFLOP/s of one core's multiply-adds, by element type.</param>
internal sealed record Machine(IReadOnlyDictionary<string, string> Libraries, IReadOnlyDictionary<string, double> Peaks)
{
    public static string Processor { get; } = ReadProcessor();

    public static string Runtime => $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.OSDescription}, {RuntimeInformation.ProcessArchitecture}";

    /// <summary>The version of a type's package, without the commit that some add.</summary>
    public static string VersionOf(Type type) =>
        type.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "of unknown version";

    // A virtual machine may hide the model's name, but not its family and number.
    private static string ReadProcessor()
    {
        const string File = "/proc/cpuinfo";
        if (!System.IO.File.Exists(File)) return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
        var fields = System.IO.File.ReadLines(File)
            .TakeWhile(line => line.Length > 0)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1]);
        return $"{fields.GetValueOrDefault("model name", "unknown")}, family {fields.GetValueOrDefault("cpu family", "?")} model {fields.GetValueOrDefault("model", "?")}";
    }
}
