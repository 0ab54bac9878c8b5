using MicroGrad.Simd.Peers.Cases;
using MicroGrad.Simd.Peers.Libraries;
using MicroGrad.Simd.Peers.Workers;
using MicroGrad.Simd.Results;

namespace MicroGrad.Simd.Peers.Reporting;

/// <summary>The medians of one case with one number of threads, in nanoseconds by library, and the managed bytes of a warm call of ours.</summary>
internal sealed record CaseResult(Case Case, int Threads, Dictionary<string, double> Medians, long OursBytes)
{
    public double Ours => Medians[Libraries.Ours.OursName];

    /// <summary>Our share of the multiply-add peak that was measured between our samples; null where that is no limit.</summary>
    public double? OursOfPeak => Medians.TryGetValue(Worker.Peak, out double peak) ? peak * Case.PeakRuns / Ours : null;

    public IEnumerable<Row> Rows =>
        from library in Library.All
        where library is not Libraries.Ours && Medians.ContainsKey(library.Name)
        select Row.Of(Case.Group, Case.Name, Threads, Ours, OursBytes, library.Name, Medians[library.Name], OursOfPeak);
}
