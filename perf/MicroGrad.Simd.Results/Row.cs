namespace MicroGrad.Simd.Results;

/// <summary>Ours against one peer in one case.</summary>
/// <param name="Group">Which cases it is of a kind with.</param>
/// <param name="Case">What is computed.</param>
/// <param name="Threads">Of each side.</param>
/// <param name="OursNs">Nanoseconds of one call of ours.</param>
/// <param name="Peer">The other library.</param>
/// <param name="PeerNs">Nanoseconds of one call of the peer's.</param>
/// <param name="Ratio">The peer's time divided by ours.</param>
/// <param name="OursBytes">Managed bytes that a warm call of ours allocates; null where calls are never warm.</param>
/// <param name="OursOfFmaPeak">Our share of the multiply-add peak; null where arithmetic is not the limit.</param>
public sealed record Row(
    string Group, string Case, int Threads, double OursNs, string Peer, double PeerNs, double Ratio, long? OursBytes = null, double? OursOfFmaPeak = null)
{
    public static Row Of(string group, string name, int threads, double oursNs, long? oursBytes, string peer, double peerNs, double? oursOfFmaPeak = null) =>
        new(group, name, threads, Math.Round(oursNs, 1), peer, Math.Round(peerNs, 1), Math.Round(peerNs / oursNs, 3), oursBytes,
            oursOfFmaPeak is { } share ? Math.Round(share, 3) : null);

    public string ToJson() => ResultDocument.Json(this);
}
