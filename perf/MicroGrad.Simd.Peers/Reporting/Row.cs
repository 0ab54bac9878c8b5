using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace MicroGrad.Simd.Peers.Reporting;

/// <summary>Ours against one peer in one case, as a line of JSON.</summary>
internal sealed record Row(
    [property: JsonPropertyName("case")] string Case,
    [property: JsonPropertyName("threads")] int Threads,
    [property: JsonPropertyName("ours_ns")] double OursNs,
    [property: JsonPropertyName("peer")] string Peer,
    [property: JsonPropertyName("peer_ns")] double PeerNs,
    [property: JsonPropertyName("ratio")] double Ratio,
    [property: JsonPropertyName("ours_of_fma_peak"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] double? OursOfPeak)
{
    private static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ToJson() => JsonSerializer.Serialize(this, Options);
}
