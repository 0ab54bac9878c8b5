using System.Text;

namespace MicroGrad.Simd.Results.Readme;

/// <summary>What BenchmarkDotNet measured: its Markdown reports one after another, each under the name of its class.</summary>
public static class BenchmarkReports
{
    private const string Ending = "Benchmarks-report-github.md";

    /// <summary>Reads the reports of a folder.</summary>
    /// <exception cref="InvalidDataException">There is none.</exception>
    public static string Gather(string folder)
    {
        string[] files = [.. Directory.GetFiles(folder, "*" + Ending).Order(StringComparer.Ordinal)];
        if (files.Length == 0) throw new InvalidDataException($"There is no report *{Ending} in {folder}.");
        var text = new StringBuilder();
        foreach (string file in files)
        {
            string name = Path.GetFileName(file)[..^Ending.Length];
            text.Append($"## {name[(name.LastIndexOf('.') + 1)..]}\n\n{File.ReadAllText(file).ReplaceLineEndings("\n").Trim()}\n\n");
        }

        return text.ToString();
    }

    /// <summary>The tables as the README shows them.</summary>
    /// <param name="reports">The reports.</param>
    /// <param name="source">Their file, from the root of the repository.</param>
    public static string Tables(string reports, string source)
    {
        string[] lines = reports.Split('\n');
        var text = new StringBuilder();
        text.Append($"{Array.Find(lines, line => line.StartsWith("BenchmarkDotNet v", StringComparison.Ordinal))}; ");
        text.Append($"{Array.Find(lines, line => line.Contains(" cores", StringComparison.Ordinal))}. From [{source}]({source}).\n");
        foreach (string line in lines)
        {
            if (line.StartsWith("## ", StringComparison.Ordinal)) text.Append('\n');
            else if (line.StartsWith('|')) text.Append(line.Replace('_', ' ').TrimEnd()).Append('\n');
        }

        return text.ToString();
    }
}
