using MicroGrad.Simd.Results;
using MicroGrad.Simd.Results.Readme;

const string usage = """
    Usage:
      readme FILE        writes the README's performance table from a result of perf/MicroGrad.Simd.Peers
    """;

try
{
    switch (args)
    {
        case ["readme", var file]:
            string source = Path.GetRelativePath(Repository.Root, Path.GetFullPath(file)).Replace('\\', '/');
            File.WriteAllText(Repository.Readme, ReadmeFile.Replace(File.ReadAllText(Repository.Readme), PerformanceTable.Write(ResultDocument.Read(file), source)));
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
