namespace MicroGrad.Simd.Results.StartUp;

/// <summary>How long a process takes from its start to its first gradient: ours as it can be deployed, the same program when it computes nothing, and TorchSharp.</summary>
internal sealed class StartUpComparison
{
    /// <summary>The group of its rows.</summary>
    public const string Group = "start-up";

    /// <summary>The program that writes a line and touches no library, deployed alike.</summary>
    public const string EmptyProgram = "empty program";

    private const string Libtorch = "libtorch", Empty = "hello";
    private const int Rounds = 21;

    private static readonly string[] Gradients = ["scalar", "tensor"];

    private readonly Dictionary<(string Deployment, string What), TimedProcess> _processes = [];
    private readonly Dictionary<(string Deployment, string What), List<double>> _samples = [];

    private StartUpComparison(string folder, TextWriter error)
    {
        foreach (Deployment deployment in Deployment.All)
        {
            string published = Path.Combine(folder, deployment.Name);
            if (deployment.Publish(published) is { } reason) error.WriteLine($"{deployment.Name} is skipped: {reason}");
            else
                foreach (string what in (string[])[Empty, .. Gradients]) _processes[(deployment.Name, what)] = deployment.Start(published, what);
        }

        var torch = new TimedProcess("dotnet", Path.Combine(Repository.Root, "perf/MicroGrad.Simd.Peers/bin/Release/net10.0/MicroGrad.Simd.Peers.dll"), "first-gradient");
        try
        {
            torch.Time();
            _processes[(Libtorch, "")] = torch;
        }
        catch (IOException)
        {
            error.WriteLine("libtorch is skipped: perf/MicroGrad.Simd.Peers is not built (dotnet build -c Release perf/MicroGrad.Simd.Peers), or does not load it.");
        }
    }

    /// <summary>Publishes, then runs everything in turns.</summary>
    public static IReadOnlyList<Row> Measure(TextWriter error)
    {
        string folder = Directory.CreateTempSubdirectory("micrograd-start-up").FullName;
        try
        {
            return new StartUpComparison(folder, error).Measure();
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private List<Row> Measure()
    {
        // Shuffled, since a process leaves warm or cold caches to the next.
        var random = new Random(1);
        var order = _processes.ToArray();
        for (int round = 0; round < Rounds; round++)
        {
            random.Shuffle(order);
            foreach (var (key, process) in order)
            {
                if (!_samples.TryGetValue(key, out var samples)) _samples[key] = samples = [];
                samples.Add(process.Time());
            }
        }

        return [.. from deployment in Deployment.All
                   from what in Gradients
                   from row in Rows(deployment.Name, what)
                   select row];
    }

    private IEnumerable<Row> Rows(string deployment, string what)
    {
        if (!_samples.TryGetValue((deployment, what), out var ours)) yield break;
        foreach (var (peer, key) in (IEnumerable<(string, (string, string))>)[(EmptyProgram, (deployment, Empty)), (Libtorch, (Libtorch, ""))])
            if (_samples.TryGetValue(key, out var theirs))
                yield return Row.Of(Group, $"first gradient, {what}, {deployment}", 1, Median.Of(ours), null, peer, Median.Of(theirs));
    }
}
