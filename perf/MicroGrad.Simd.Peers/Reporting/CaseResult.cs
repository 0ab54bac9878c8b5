using MicroGrad.Simd.Peers.Cases;
using MicroGrad.Simd.Peers.Libraries;
using MicroGrad.Simd.Peers.Workers;

namespace MicroGrad.Simd.Peers.Reporting;

/// <summary>The medians of one case with one number of threads, in nanoseconds by library.</summary>
internal sealed record CaseResult(Case Case, int Threads, Dictionary<string, double> Medians)
{
    public double Ours => Medians[Libraries.Ours.OursName];

    /// <summary>Our share of the multiply-add peak that was measured between our samples; null where that is no limit.</summary>
    public double? OursOfPeak => Medians.TryGetValue(Worker.Peak, out double peak) ? peak * Case.PeakRuns / Ours : null;

    public IEnumerable<Row> Rows =>
        from library in Library.All
        where library is not Libraries.Ours && Medians.ContainsKey(library.Name)
        let peer = Medians[library.Name]
        select new Row(
            Case.Name, Threads, Math.Round(Ours, 1), library.Name, Math.Round(peer, 1), Math.Round(peer / Ours, 3), OursOfPeak is { } share ? Math.Round(share, 3) : null);
}
