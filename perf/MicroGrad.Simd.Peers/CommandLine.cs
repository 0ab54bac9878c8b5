using System.CommandLine;
using System.CommandLine.Invocation;
using MicroGrad.Simd.Peers.Cases;
using MicroGrad.Simd.Peers.Measuring;
using MicroGrad.Simd.Peers.Reporting;
using MicroGrad.Simd.Results;

namespace MicroGrad.Simd.Peers;

/// <summary>What the command understands, and how it ends.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int BadUsage = 2;

    /// <returns>0; 1 when nothing could be measured or written, or when a warm call of ours allocates; 2 for a bad command line. Every error is one line.</returns>
    public static int Invoke(string[] args, TextWriter output, TextWriter error)
    {
        var filter = new Option<string>("--filter") { Description = "Only the cases whose name contains this text, such as \"gemm\" or \"float 32K\"" };
        var quick = new Option<bool>("--quick") { Description = "Fewer and shorter samples: under 50 seconds for all cases" };
        var json = new Option<string>("--json") { Description = "The file to write the results to, with the processor and the versions" };
        var root = new RootCommand("Runs MicroGrad.Simd, libtorch (by TorchSharp) and OpenBLAS side by side. Ratios above 1: MicroGrad.Simd is faster.")
        {
            filter, quick, json,
        };

        ParseResult parsed = root.Parse(args);
        if (parsed.Action is ParseErrorAction) return Fail(error, BadUsage, $"{parsed.Errors[^1].Message} See --help.");
        root.SetAction(options => Run(options.GetValue(filter), options.GetValue(quick), options.GetValue(json), output, error));
        return root.Parse(args).Invoke(new InvocationConfiguration { Output = output, Error = error });
    }

    private static int Run(string? filter, bool quick, string? json, TextWriter output, TextWriter error)
    {
        Case[] cases = [.. CaseList.All.Where(one => filter is null || one.Name.Contains(filter, StringComparison.OrdinalIgnoreCase))];
        if (cases.Length == 0) return Fail(error, BadUsage, $"--filter: no case has '{filter}' in its name. A name is such as '{CaseList.All[0].Name}'.");

        try
        {
            // Found out now, not after minutes of measuring.
            using ResultFile? file = json is null ? null : new ResultFile(json);
            using var comparison = new Comparison(quick ? Effort.Quick : Effort.Full, error);
            var results = new List<CaseResult>();
            foreach (Case one in cases)
            {
                foreach (CaseResult result in comparison.Measure(one))
                {
                    results.Add(result);
                    foreach (Row row in result.Rows) output.WriteLine(row.ToJson());
                }
            }

            ResultTable.Write(output, results);
            file?.Write(comparison.Document(results));
            if (results.Count == 0) return Fail(error, Failed, "No case could be measured.");
            int ended = 0;
            foreach (CaseResult result in results.Where(result => result.OursBytes > 0))
                ended = Fail(error, Failed, $"{result.Case.Name}, {result.Threads} threads: a warm call of ours allocates {result.OursBytes} managed bytes; it must allocate none.");
            return ended;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            return Fail(error, Failed, exception.Message);
        }
    }

    private static int Fail(TextWriter error, int code, string message)
    {
        error.WriteLine(message.ReplaceLineEndings(" "));
        return code;
    }
}
