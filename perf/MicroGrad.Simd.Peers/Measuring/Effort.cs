namespace MicroGrad.Simd.Peers.Measuring;

/// <summary>How long and how often is measured; times in milliseconds.</summary>
/// <param name="Name">As it is passed to the measuring processes.</param>
/// <param name="WarmUp">Calls before the first sample of a case.</param>
/// <param name="Sample">The calls of one sample take at least this long.</param>
/// <param name="Samples">Of each library in one turn.</param>
/// <param name="Turns">Turns of each library's own process, with several threads.</param>
/// <param name="Limit">One library's samples of a case in one turn; at least three are taken all the same.</param>
internal sealed record Effort(string Name, double WarmUp, double Sample, int Samples, int Turns, double Limit)
{
    public static readonly Effort Full = new("full", WarmUp: 150, Sample: 8, Samples: 15, Turns: 3, Limit: 3000);

    public static readonly Effort Quick = new("quick", WarmUp: 30, Sample: 2, Samples: 5, Turns: 2, Limit: 200);

    public static Effort Of(string name) => name == Quick.Name ? Quick : Full;
}
