using MicroGrad.Simd.Results;
using MicroGrad.Simd.Results.Readme;
using MicroGrad.Simd.Results.StartUp;

const string usage = """
    Usage:
      readme FILE        writes the README's performance table from a result of perf/MicroGrad.Simd.Peers
      benchmarks FOLDER FILE
                         gathers BenchmarkDotNet's reports of a folder in a file, and writes the README's tables from it
      start-up [FILE]    measures the time from a process's start to its first gradient, and puts it into such a result
    """;

try
{
    switch (args)
    {
        case ["readme", var file]:
            Write(ReadmeFile.Performance, PerformanceTable.Write(ResultDocument.Read(file), Source(file)));
            return 0;
        case ["benchmarks", var folder, var file]:
            string reports = BenchmarkReports.Gather(folder);
            File.WriteAllText(file, reports);
            Write(ReadmeFile.Benchmarks, BenchmarkReports.Tables(reports, Source(file)));
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

static string Source(string file) => Path.GetRelativePath(Repository.Root, Path.GetFullPath(file)).Replace('\\', '/');

static void Write(string part, string generated) =>
    File.WriteAllText(Repository.Readme, ReadmeFile.Replace(File.ReadAllText(Repository.Readme).ReplaceLineEndings("\n"), part, generated));

static IReadOnlyList<Row> StartUp()
{
    IReadOnlyList<Row> rows = StartUpComparison.Measure(Console.Error);
    foreach (var one in rows.GroupBy(row => row.Case))
        Console.WriteLine($"{one.Key}: {Duration.Text(one.First().OursNs)}; {string.Join("; ", one.Select(row => $"{row.Peer}: {Duration.Text(row.PeerNs)}"))}");
    return rows;
}
