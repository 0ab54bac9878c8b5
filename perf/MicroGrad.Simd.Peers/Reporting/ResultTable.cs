using System.Globalization;
using MicroGrad.Simd.Peers.Libraries;
using MicroGrad.Simd.Results;
using Spectre.Console;

namespace MicroGrad.Simd.Peers.Reporting;

/// <summary>What a person reads: every case with every peer, and how each group of cases does. Without a terminal there are no escape codes.</summary>
internal static class ResultTable
{
    private const int PlainWidth = 140;

    public static void Write(TextWriter output, IReadOnlyCollection<CaseResult> results)
    {
        bool redirected = Console.IsOutputRedirected;
        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = redirected ? AnsiSupport.No : AnsiSupport.Detect,
            ColorSystem = redirected ? ColorSystemSupport.NoColors : ColorSystemSupport.Detect,
        });
        if (redirected) console.Profile.Width = PlainWidth;

        string[] peers = [.. Library.All.Select(one => one.Name).Where(name => results.Any(result => result.Rows.Any(row => row.Peer == name)))];
        console.Write(Cases(results, peers));
        console.Write(Groups(results, peers));
    }

    private static Table Cases(IEnumerable<CaseResult> results, string[] peers)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("case").AddColumn(Right("threads")).AddColumn(Right("ours")).AddColumn(Right("of FMA peak"));
        foreach (string peer in peers) table.AddColumn(Right(peer)).AddColumn(Right("ratio"));
        foreach (CaseResult result in results)
        {
            var cells = new List<string>
            {
                Markup.Escape(result.Case.Name),
                result.Threads.ToString(CultureInfo.InvariantCulture),
                Duration.Text(result.Ours),
                result.OursOfPeak?.ToString("P0", CultureInfo.InvariantCulture) ?? "",
            };
            foreach (string peer in peers)
            {
                Row? row = result.Rows.FirstOrDefault(one => one.Peer == peer);
                cells.Add(row is null ? "" : Duration.Text(row.PeerNs));
                cells.Add(row is null ? "" : Ratio(row.Ratio));
            }

            table.AddRow([.. cells]);
        }

        return table;
    }

    private static Table Groups(IEnumerable<CaseResult> results, string[] peers)
    {
        var table = new Table { Border = TableBorder.Rounded };
        table.AddColumn("group").AddColumn(Right("threads")).AddColumn("peer").AddColumn(Right("geometric mean")).AddColumn(Right("least")).AddColumn("in");
        foreach (var group in results.GroupBy(result => (result.Case.Group, result.Threads)).OrderBy(group => group.Key.Threads))
        {
            foreach (string peer in peers)
            {
                Row[] rows = [.. group.SelectMany(result => result.Rows).Where(row => row.Peer == peer)];
                if (rows.Length == 0) continue;
                Row least = rows.MinBy(row => row.Ratio)!;
                double mean = Math.Exp(rows.Average(row => Math.Log(row.Ratio)));
                table.AddRow(group.Key.Group, group.Key.Threads.ToString(CultureInfo.InvariantCulture), peer, Ratio(mean), Ratio(least.Ratio), Markup.Escape(least.Case));
            }
        }

        return table;
    }

    private static TableColumn Right(string header) => new TableColumn(header).RightAligned();

    private static string Ratio(double ratio)
    {
        string text = ratio.ToString("0.00", CultureInfo.InvariantCulture);
        return ratio < 1 ? $"[red]{text}[/]" : text;
    }
}
