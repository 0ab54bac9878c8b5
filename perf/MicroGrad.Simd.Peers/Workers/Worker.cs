using System.Globalization;
using MicroGrad.Simd.Peers.Cases;
using MicroGrad.Simd.Peers.Libraries;
using MicroGrad.Simd.Peers.Measuring;
using MicroGrad.Simd.Results;

namespace MicroGrad.Simd.Peers.Workers;

/// <summary>A process that measures: loads its libraries, then answers each name of a case on its input until that ends.</summary>
/// <remarks>
/// With one thread a single process holds all libraries and interleaves their samples. With more each library has its own: the idle threads
/// of a pool spin for a while, and would take the core that another library's samples need.
/// </remarks>
internal sealed class Worker
{
    /// <summary>The first argument of such a process; threads, effort and names of libraries follow.</summary>
    public const string Verb = "worker";

    /// <summary>The multiply-add loop among the competitors of a case.</summary>
    public const string Peak = "peak";

    private readonly int _threads;
    private readonly Effort _effort;
    private readonly List<Library> _libraries = [];
    private readonly Dictionary<string, string> _errors = [];
    private string? _case;
    private List<Competitor> _competitors = [];

    private Worker(int threads, Effort effort) => (_threads, _effort) = (threads, effort);

    public static int Serve(string[] arguments)
    {
        var worker = new Worker(int.Parse(arguments[0], CultureInfo.InvariantCulture), Effort.Of(arguments[1]));
        Console.WriteLine(Messages.Write(worker.Load(arguments[2..])));
        while (Console.ReadLine() is { } name) Console.WriteLine(Messages.Write(worker.Measure(CaseList.All.Single(one => one.Name == name))));
        return 0;
    }

    private Hello Load(string[] names)
    {
        var hello = new Hello([], [], []);
        foreach (Library library in Library.All.Where(one => names.Contains(one.Name)))
        {
            try
            {
                hello.Loaded[library.Name] = library.Load(_threads);
                _libraries.Add(library);
            }
            catch (LibraryMissingException missing)
            {
                hello.Missing[library.Name] = missing.Message;
            }
        }

        hello.Peaks["float"] = PeakOf<float>();
        hello.Peaks["double"] = PeakOf<double>();
        return hello;
    }

    private double PeakOf<T>() where T : unmanaged, INumberBase<T>
    {
        var peak = new Competitor(Peak, FmaPeak.Work<T>());
        peak.WarmUp(_effort);
        return FmaPeak.Flops<T>() / Median.Of(Round.Measure([peak], _effort)[Peak]);
    }

    private Answer Measure(Case one)
    {
        // Another turn of the same case goes on with what is warm.
        if (_case != one.Name) Prepare(one);
        var probes = _competitors.Where(competitor => competitor.Work.Probe is not null).ToDictionary(competitor => competitor.Name, competitor => competitor.Work.Probe!());
        var samples = Round.Measure(_competitors, _effort);
        return new(samples, probes, _errors, _competitors.Find(competitor => competitor.Name == Ours.OursName)?.BytesPerCall());
    }

    private void Prepare(Case one)
    {
        _case = one.Name;
        _competitors = [];
        _errors.Clear();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        foreach (Library library in _libraries)
        {
            try
            {
                if (library.Prepare(one, _threads) is { } work) Add(library.Name, work);
            }
            catch (Exception exception)
            {
                _errors[library.Name] = exception.Message.Trim().Split('\n')[0];
            }
        }

        if (_threads == 1 && one.Peak is not null) Add(Peak, one.Peak());
    }

    private void Add(string name, Work work)
    {
        var competitor = new Competitor(name, work);
        competitor.WarmUp(_effort);
        _competitors.Add(competitor);
    }
}
