using System.Text.Json;
using System.Text.Json.Serialization;

namespace MicroGrad.Simd.Peers.Workers;

/// <summary>A process's first line: what it loaded and what it could not, and the multiply-add peak it finds, in GFLOP/s.</summary>
internal sealed record Hello(Dictionary<string, string> Loaded, Dictionary<string, string> Missing, Dictionary<string, double> Peaks);

/// <summary>A process's answer to the name of a case, by library: nanoseconds of its samples, one number of its result, or why it has none; and the managed bytes of a warm call of ours, where ours is in the process.</summary>
internal sealed record Answer(
    Dictionary<string, List<double>> Samples, Dictionary<string, double> Probes, Dictionary<string, string> Errors, long? OursBytes);

/// <summary>One message is one line of JSON.</summary>
internal static class Messages
{
    // A result may be infinite or NaN, which is for the comparison to find.
    private static readonly JsonSerializerOptions Options = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    public static string Write<T>(T message) => JsonSerializer.Serialize(message, Options);

    public static T? Read<T>(string line) where T : class => JsonSerializer.Deserialize<T>(line, Options);
}
