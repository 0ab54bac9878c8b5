using System.Globalization;

namespace MicroGrad.Simd.Results;

/// <summary>The processor's name. A virtual machine may hide the model's, but not its family and number, which tell the microarchitecture.</summary>
public static class Processor
{
    public static string Name { get; } = Read();

    /// <summary>The microarchitecture of recent server and desktop processors; null for others.</summary>
    /// <remarks>Numbers as in Linux: arch/x86/kernel/cpu/amd.c (bsp_init_amd) and arch/x86/include/asm/intel-family.h.</remarks>
    internal static string? Microarchitecture(string vendor, int family, int model) => (vendor, family, model) switch
    {
        ("AuthenticAMD", 0x19, (>= 0x10 and <= 0x1f) or (>= 0x60 and <= 0xaf)) => "Zen 4",
        ("AuthenticAMD", 0x19, _) => "Zen 3",
        ("AuthenticAMD", 0x1a, (<= 0x2f) or (>= 0x40 and <= 0x4f) or (>= 0x60 and <= 0x7f)) => "Zen 5",
        ("GenuineIntel", 6, 0x55) => "Skylake-X or Cascade Lake",
        ("GenuineIntel", 6, 0x6a or 0x6c) => "Ice Lake",
        ("GenuineIntel", 6, 0x8f) => "Sapphire Rapids",
        ("GenuineIntel", 6, 0xcf) => "Emerald Rapids",
        ("GenuineIntel", 6, 0xad or 0xae) => "Granite Rapids",
        _ => null,
    };

    private static string Read()
    {
        const string file = "/proc/cpuinfo";
        if (!File.Exists(file)) return Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "unknown";
        var fields = File.ReadLines(file)
            .TakeWhile(line => line.Length > 0)
            .Select(line => line.Split(':', 2, StringSplitOptions.TrimEntries))
            .Where(pair => pair.Length == 2)
            .ToDictionary(pair => pair[0], pair => pair[1]);
        string name = fields.GetValueOrDefault("model name", "unknown");
        if (!int.TryParse(fields.GetValueOrDefault("cpu family"), CultureInfo.InvariantCulture, out int family)
            || !int.TryParse(fields.GetValueOrDefault("model"), CultureInfo.InvariantCulture, out int model)) return name;
        string? microarchitecture = Microarchitecture(fields.GetValueOrDefault("vendor_id", ""), family, model);
        return $"{name} ({(microarchitecture is null ? "" : microarchitecture + ", ")}family {family} model {model})";
    }
}
