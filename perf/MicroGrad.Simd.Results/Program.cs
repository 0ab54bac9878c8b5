using MicroGrad.Simd.Results;
using MicroGrad.Simd.Results.Readme;
using MicroGrad.Simd.Results.StartUp;

const string usage = """
    Usage:
      readme FILE        writes the README's performance table from a result of perf/MicroGrad.Simd.Peers
      start-up [FILE]    measures the time from a process's start to its first gradient, and puts it into such a result
    """;

try
{
    switch (args)
    {
        case ["readme", var file]:
            string source = Path.GetRelativePath(Repository.Root, Path.GetFullPath(file)).Replace('\\', '/');
            File.WriteAllText(Repository.Readme, ReadmeFile.Replace(File.ReadAllText(Repository.Readme), PerformanceTable.Write(ResultDocument.Read(file), source)));
            return 0;
        case ["start-up"]:
            StartUp();
            return 0;
        case ["start-up", var file]:
            ResultDocument results = ResultDocument.Read(file);
            using (var written = new ResultFile(file))
                written.Write(results with { Rows = [.. results.Rows.Where(row => row.Group != StartUpComparison.Group), .. StartUp()] });
            return 0;
        default:
            Console.Error.WriteLine(usage);
            return 2;
    }
}
catch (Exception exception) when (exception is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}

static IReadOnlyList<Row> StartUp()
{
    IReadOnlyList<Row> rows = StartUpComparison.Measure(Console.Error);
    foreach (var one in rows.GroupBy(row => row.Case))
        Console.WriteLine($"{one.Key}: {Duration.Text(one.First().OursNs)}; {string.Join("; ", one.Select(row => $"{row.Peer}: {Duration.Text(row.PeerNs)}"))}");
    return rows;
}
