using MicroGrad.Simd.Peers.Cases;
using MicroGrad.Simd.Peers.Libraries;
using MicroGrad.Simd.Peers.Measuring;
using MicroGrad.Simd.Peers.Reporting;
using MicroGrad.Simd.Peers.Workers;
using MicroGrad.Simd.Results;

namespace MicroGrad.Simd.Peers;

/// <summary>Has cases measured by processes of their own: one for all libraries with one thread, one for each library with two.</summary>
internal sealed class Comparison : IDisposable
{
    private readonly Effort _effort;
    private readonly TextWriter _error;
    private readonly Hello _hello;
    private readonly Library[] _libraries;
    private readonly Dictionary<(int Turn, string Libraries), WorkerProcess> _workers = [];

    public Comparison(Effort effort, TextWriter error)
    {
        _effort = effort;
        _error = error;
        _hello = Worker(turn: 0, threads: 1, Library.All).Hello ?? throw new IOException("The measuring process ended while it was loading the libraries.");
        foreach ((string name, string reason) in _hello.Missing) error.WriteLine($"{name} is skipped: {reason}");
        foreach (string loaded in _hello.Loaded.Values) error.WriteLine($"measuring {loaded}");
        _libraries = [.. Library.All.Where(one => _hello.Loaded.ContainsKey(one.Name))];
        if (Environment.ProcessorCount < 2) error.WriteLine("The rows of two threads are skipped: there is one processor.");
    }

    /// <summary>Results with where and how they were measured.</summary>
    public ResultDocument Document(IEnumerable<CaseResult> results) => new(
        Processor.Name,
        Environment.ProcessorCount,
        Versions.Runtime,
        _effort.Name,
        [.. _hello.Loaded.Values],
        _hello.Peaks.ToDictionary(peak => peak.Key, peak => Math.Round(peak.Value, 1)),
        [.. results.SelectMany(result => result.Rows)]);

    /// <summary>The result with one thread, then with two, as far as they could be had.</summary>
    public IEnumerable<CaseResult> Measure(Case one)
    {
        if (WithOneThread(one) is { } single) yield return single;
        if (Environment.ProcessorCount >= 2 && WithTwoThreads(one) is { } pair) yield return pair;
    }

    public void Dispose()
    {
        foreach (WorkerProcess worker in _workers.Values) worker.Dispose();
    }

    private CaseResult? WithOneThread(Case one)
    {
        var answers = new List<Answer>();
        for (int turn = 0; turn < _effort.Turns; turn++) Ask(one, turn, 1, answers, Library.All);
        return Result(one, 1, answers);
    }

    private CaseResult? WithTwoThreads(Case one)
    {
        var answers = new List<Answer>();
        for (int turn = 0; turn < _effort.Turns; turn++)
            foreach (Library library in _libraries.Where(library => library.Takes(one))) Ask(one, turn, 2, answers, library);
        return Result(one, 2, answers);
    }

    private void Ask(Case one, int turn, int threads, List<Answer> answers, params Library[] libraries)
    {
        WorkerProcess worker = Worker(turn, threads, libraries);
        if (worker.Ask(one.Name) is { } answer) answers.Add(answer);
        else _error.WriteLine($"{one.Name}, {threads} threads, is skipped once: the process that measures {string.Join(", ", libraries.Select(library => library.Name))} ended over it.");
        worker.Settle();
    }

    private WorkerProcess Worker(int turn, int threads, params Library[] libraries)
    {
        var key = (turn, $"{threads} {string.Join(' ', libraries.Select(library => library.Name))}");
        if (_workers.TryGetValue(key, out WorkerProcess? worker))
        {
            if (!worker.HasEnded) return worker;
            worker.Dispose();
        }

        return _workers[key] = new WorkerProcess(threads, _effort, libraries);
    }

    private CaseResult? Result(Case one, int threads, List<Answer> answers)
    {
        foreach ((string library, string reason) in answers.SelectMany(answer => answer.Errors).Distinct())
            _error.WriteLine($"{one.Name}, {threads} threads, {library}, is skipped: {reason}");

        var medians = answers.SelectMany(answer => answer.Samples)
            .GroupBy(samples => samples.Key, samples => samples.Value)
            .ToDictionary(group => group.Key, group => Median.Of(group.SelectMany(samples => samples)));
        var probes = answers.SelectMany(answer => answer.Probes).DistinctBy(probe => probe.Key).ToDictionary();
        if (!medians.ContainsKey(Ours.OursName)) return null;
        foreach ((string library, double probe) in probes)
        {
            // A faster wrong answer is none. The bounds are far above rounding and far below any mistake.
            double ours = probes[Ours.OursName];
            if (Math.Abs(probe - ours) <= 1e-3 * Math.Abs(ours) + 2e-5) continue;
            _error.WriteLine($"{one.Name}, {threads} threads, {library}, is skipped: its result is {probe:G6} where ours is {ours:G6}.");
            medians.Remove(library);
        }

        return new CaseResult(one, threads, medians, answers.Max(answer => answer.OursBytes) ?? 0);
    }
}
