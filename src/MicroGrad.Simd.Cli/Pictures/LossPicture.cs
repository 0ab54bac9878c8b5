using MicroGrad.Simd.Cli.Gpt;
using ScottPlot;

namespace MicroGrad.Simd.Cli.Pictures;

/// <summary>Loss by step of one run or of two: single steps as dots, and a running mean.</summary>
internal static class LossPicture
{
    public static byte[] Draw(IReadOnlyList<GptRun> runs)
    {
        int steps = runs[0].Losses.Count, window = Math.Max(1, steps / 50);
        Plot plot = Style.Plot("A GPT learns type names of the .NET base library", "step", "loss: mean of −ln p over a name's letters");
        double[] losses = [.. runs[0].Losses.TakeWhile(double.IsFinite)];
        var points = plot.Add.ScatterPoints(Steps(losses.Length, 1), losses, Color.FromHex("#9AA5B1").WithAlpha(0.35));
        points.LegendText = "single names";
        points.MarkerSize = 3;

        for (int i = 0; i < runs.Count; i++)
        {
            double[] means = RunningMeans(runs[i].Losses, window);
            var line = plot.Add.ScatterLine(Steps(means.Length, (window + 1) / 2.0), means, i == 0 ? Style.Blue : Style.Orange);
            line.LegendText = $"{runs[i].Model.Engine}, mean of {window}";
            line.LineWidth = i == 0 && runs.Count > 1 ? 6 : 2.5f; // the second lies on it
            line.LinePattern = i == 0 ? LinePattern.Solid : LinePattern.Dashed;
        }

        double highest = losses.DefaultIfEmpty(1).Max();
        plot.Axes.SetLimits(0, steps + 1, 0, 1.05 * Math.Max(highest, 1e-9));
        plot.ShowLegend(Alignment.UpperRight);
        return Style.Png(plot);
    }

    private static double[] Steps(int count, double first) => [.. Enumerable.Range(0, count).Select(i => i + first)];

    // Up to where the losses end to be numbers.
    private static double[] RunningMeans(IReadOnlyList<double> losses, int window)
    {
        double[] finite = [.. losses.TakeWhile(double.IsFinite)];
        return [.. Enumerable.Range(0, Math.Max(0, finite.Length - window + 1)).Select(start => finite.AsSpan(start, window).ToArray().Average())];
    }
}
