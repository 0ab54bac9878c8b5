namespace MicroGrad.Simd.Peers.Measuring;

/// <summary>How long and how often is measured; times in milliseconds.</summary>
/// <param name="Name">As it is passed to the measuring processes.</param>
/// <param name="WarmUp">Calls before the first sample of a case.</param>
/// <param name="Sample">The calls of one sample take at least this long.</param>
/// <param name="Samples">Of each library in one turn.</param>
/// <param name="Fewest">Samples that are taken however long they take.</param>
/// <param name="Turns">
/// Processes that measure a case. Where a process's stack happens to lie decides whether vectors that the JIT spills to it straddle cache
/// lines, which is worth a factor of two and more in some functions and stays for the life of the process.
/// </param>
/// <param name="Limit">One library's samples of a case in one turn.</param>
internal sealed record Effort(string Name, double WarmUp, double Sample, int Samples, int Fewest, int Turns, double Limit)
{
    public static readonly Effort Full = new("full", WarmUp: 100, Sample: 6, Samples: 5, Fewest: 2, Turns: 5, Limit: 1000);

    public static readonly Effort Quick = new("quick", WarmUp: 30, Sample: 2, Samples: 5, Fewest: 1, Turns: 1, Limit: 200);

    /// <summary>What the runtime of a measuring process needs in its environment, so that its code has settled when the warm-up ends.</summary>
    /// <remarks>
    /// It counts calls only once 100 ms went by without new code, which a case after the other would put off for ever. A quick run's warm-up is too
    /// short even so: there everything is optimised at its first call, which costs what profiles of earlier calls give, a few per cent.
    /// </remarks>
    public (string Name, string Value) Environment => this == Quick ? ("DOTNET_TC_QuickJit", "0") : ("DOTNET_TC_CallCountingDelayMs", "0");

    public static Effort Of(string name) => name == Quick.Name ? Quick : Full;
}
