using System.Globalization;
using System.Text;
using MicroGrad.Simd.Results.StartUp;

namespace MicroGrad.Simd.Results.Readme;

/// <summary>The README's table, from the results of a run: each group's geometric mean, the cases that say most, and always the one where we do worst.</summary>
public static class PerformanceTable
{
    private const string Libtorch = "libtorch", OpenBlas = "OpenBLAS";

    private static readonly (string Group, string Title)[] Groups =
    [
        ("matrix product", "Matrix products"),
        ("element-wise", "Element-wise"),
        ("reduction", "Reductions"),
        ("rows", "Rows"),
        ("convolution", "Convolutions"),
        ("forward and backward", "Forward and backward"),
        ("training step", "Training steps"),
        ("inference", "Inference"),
    ];

    internal static readonly HashSet<string> Shown =
    [
        "gemm float 64x64x64",
        "gemm float 256x256x256",
        "gemm float 1024x1024x1024",
        "gemm float 128x512x784",
        "gemm float 1x512x784",
        "gemm double 1024x1024x1024",
        "add float 32K",
        "relu float 32K",
        "exp float 32K",
        "tanh float 32K",
        "sigmoid float 32K",
        "gelu float 32K",
        "sin float 32K",
        "pow 2.5 float 32K",
        "add float 1M",
        "tanh float 1M",
        "sum float 32K",
        "sum float 1M",
        "max float 32K",
        "softmax float 512x1024",
        "log-softmax float 512x1024",
        "layer norm float 512x1024",
        "tanh gradient float 32K",
        "softmax gradient float 512x1024",
        "conv2d 16x32x28x28, 64 filters 3x3",
        "conv2d 16x32x28x28, 64 filters 3x3, gradient",
        "moons 2-16-16-2 step SGD, batch 200",
        "MLP 784-512-256-10 step SGD, batch 128",
        "MLP 784-512-256-10 step Adam, batch 128",
        "LeNet-5 step SGD, batch 64",
        "moons 2-16-16-2 inference, batch 1",
        "MLP 784-512-256-10 inference, batch 1",
    ];

    /// <param name="results">The results of a run.</param>
    /// <param name="source">Where they are, as the README links to it.</param>
    /// <exception cref="InvalidDataException">A case that the table shows is not among them.</exception>
    public static string Write(ResultDocument results, string source)
    {
        if (Shown.FirstOrDefault(name => results.Rows.All(row => row.Case != name)) is { } missing)
            throw new InvalidDataException($"The results have no case '{missing}', which the table shows.");

        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{results.Processor}, {results.Runtime}; {string.Join("; ", results.Libraries)}. ");
        text.Append(CultureInfo.InvariantCulture, $"From [{source}]({source}){(results.Effort == "quick" ? ", a quick run" : "")}.\n\n");
        text.Append("| | ours, 1 thread | × libtorch | × OpenBLAS | ours, 2 threads | × libtorch | × OpenBLAS |\n");
        text.Append("|---|---:|---:|---:|---:|---:|---:|\n");
        foreach ((string group, string title) in Groups) AppendGroup(text, title, [.. results.Rows.Where(row => row.Group == group)]);
        AppendStartUp(text, [.. results.Rows.Where(row => row.Group == StartUpComparison.Group)]);
        return text.ToString();
    }

    private static void AppendGroup(StringBuilder text, string title, Row[] rows)
    {
        if (rows.Length == 0) return;
        string[] cases = [.. rows.Select(row => row.Case).Distinct()];
        string mean = cases.Length == 1 ? "" : $", geometric mean of {cases.Length}";
        AppendLine(text, $"**{title}**{mean}", (threads, peer) => Mean(rows.Where(row => row.Threads == threads && row.Peer == peer)), _ => "");

        string worst = rows.MinBy(row => row.Ratio)!.Case;
        foreach (string name in cases.Where(name => Shown.Contains(name) || name == worst))
        {
            Row[] lines = [.. rows.Where(row => row.Case == name)];
            AppendLine(
                text,
                name,
                (threads, peer) => lines.SingleOrDefault(row => row.Threads == threads && row.Peer == peer)?.Ratio,
                threads => lines.FirstOrDefault(row => row.Threads == threads) is { } line ? Duration.Text(line.OursNs) : "");
        }
    }

    private static void AppendLine(StringBuilder text, string title, Func<int, string, double?> ratio, Func<int, string> time)
    {
        text.Append("| ").Append(title);
        foreach (int threads in (int[])[1, 2])
        {
            text.Append(" | ").Append(time(threads));
            foreach (string peer in (string[])[Libtorch, OpenBlas]) text.Append(" | ").Append(ratio(threads, peer)?.ToString("0.00", CultureInfo.InvariantCulture));
        }

        text.Append(" |\n");
    }

    private static void AppendStartUp(StringBuilder text, Row[] rows)
    {
        if (rows.Length == 0) return;
        text.Append("\n| from the start of a process to | ours | the same program, empty | TorchSharp |\n|---|---:|---:|---:|\n");
        foreach (var one in rows.GroupBy(row => row.Case))
        {
            text.Append("| ").Append(one.Key).Append(" | ").Append(Duration.Text(one.First().OursNs));
            foreach (string peer in (string[])[StartUpComparison.EmptyProgram, Libtorch])
                text.Append(" | ").Append(one.FirstOrDefault(row => row.Peer == peer) is { } row ? Duration.Text(row.PeerNs) : "");
            text.Append(" |\n");
        }
    }

    private static double? Mean(IEnumerable<Row> rows)
    {
        double[] logarithms = [.. rows.Select(row => Math.Log(row.Ratio))];
        return logarithms.Length == 0 ? null : Math.Exp(logarithms.Average());
    }
}
