using System.Text.RegularExpressions;
using MicroGrad.Simd.Results;
using MicroGrad.Simd.Results.Readme;
using Xunit;

namespace MicroGrad.Simd.Tests.Readme;

/// <summary>The README's performance table is what its result file says.</summary>
public sealed partial class PerformanceTableTests
{
    [Fact]
    public void The_table_is_generated_from_the_file_that_it_names()
    {
        string readme = File.ReadAllText(Repository.Readme).ReplaceLineEndings("\n");
        string source = Source(readme, ReadmeFile.Performance);

        string generated = PerformanceTable.Write(ResultDocument.Read(Path.Combine(Repository.Root, source)), source);

        Assert.Equal(ReadmeFile.Replace(readme, ReadmeFile.Performance, generated), readme);
    }

    [Fact]
    public void Benchmarks_are_those_of_the_file_that_they_name()
    {
        string readme = File.ReadAllText(Repository.Readme).ReplaceLineEndings("\n");
        string source = Source(readme, ReadmeFile.Benchmarks);

        string generated = BenchmarkReports.Tables(File.ReadAllText(Path.Combine(Repository.Root, source)), source);

        Assert.Equal(ReadmeFile.Replace(readme, ReadmeFile.Benchmarks, generated), readme);
    }

    [Fact]
    public void Every_group_shows_its_mean_and_where_we_do_worst()
    {
        ResultDocument results = Results(extra: [Row.Of("matrix product", "a slow one", 1, 4, 0, "OpenBLAS", 1), Row.Of("matrix product", "an idle one", 1, 1, 0, "OpenBLAS", 1)]);

        string table = PerformanceTable.Write(results, "results.json");

        Assert.Contains("| a slow one | 4.0 ns |  | 0.25 |  |  |  |\n", table, StringComparison.Ordinal);
        Assert.DoesNotContain("an idle one", table, StringComparison.Ordinal);
        Assert.Matches(@"\| \*\*Matrix products\*\*, geometric mean of \d+ \|  \| 2\.00 \| 0\.50 \|", table);
    }

    [Fact]
    public void A_missing_case_is_named()
    {
        ResultDocument results = Results(extra: []) with { Rows = [] };

        var missing = Assert.Throws<InvalidDataException>(() => PerformanceTable.Write(results, "results.json"));

        Assert.Contains($"no case '{PerformanceTable.Shown.First()}'", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_result_file_is_read_as_it_was_written()
    {
        ResultDocument results = Results(extra: [Row.Of("matrix product", "with a peak", 2, 1, 24, "OpenBLAS", 3, 0.5)]);
        string path = Path.GetTempFileName();
        try
        {
            using (var file = new ResultFile(path)) file.Write(results);
            ResultDocument read = ResultDocument.Read(path);

            Assert.Equal(results.Rows, read.Rows);
            Assert.Equal((results.Processor, results.Effort, results.Libraries[0]), (read.Processor, read.Effort, read.Libraries[0]));
            Assert.Equal(results.FmaPeakGflops, read.FmaPeakGflops);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("{\"rows\": [{}]}")]
    public void A_file_that_is_no_result_is_refused(string text)
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, text);
            Assert.Contains(path, Assert.Throws<InvalidDataException>(() => ResultDocument.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Theory]
    [InlineData("AuthenticAMD", 25, 17, "Zen 4")]
    [InlineData("AuthenticAMD", 25, 33, "Zen 3")]
    [InlineData("AuthenticAMD", 26, 2, "Zen 5")]
    [InlineData("GenuineIntel", 6, 143, "Sapphire Rapids")]
    [InlineData("GenuineIntel", 25, 17, null)]
    public void A_processor_is_known_by_its_family_and_model(string vendor, int family, int model, string? expected) =>
        Assert.Equal(expected, Processor.Microarchitecture(vendor, family, model));

    // Every case that the table shows, twice as fast as libtorch.
    private static ResultDocument Results(Row[] extra) => new(
        "a processor",
        2,
        "a runtime",
        "full",
        ["a library"],
        new Dictionary<string, double> { ["float"] = 100 },
        [.. PerformanceTable.Shown.Select(name => Row.Of(name.StartsWith("gemm", StringComparison.Ordinal) ? "matrix product" : "rows", name, 1, 1, 0, "libtorch", 2)), .. extra]);

    private static string Source(string readme, string part) => Sources().Match(ReadmeFile.Generated(readme, part)).Groups["path"].Value;

    [GeneratedRegex(@"\]\((?<path>[^)]+\.(json|md))\)")]
    private static partial Regex Sources();
}
