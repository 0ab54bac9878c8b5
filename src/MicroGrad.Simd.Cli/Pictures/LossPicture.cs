using MicroGrad.Simd.Cli.Gpt;
using ScottPlot;

namespace MicroGrad.Simd.Cli.Pictures;

/// <summary>Loss by step of one run or of two: single steps as dots, and a running mean.</summary>
internal static class LossPicture
{
    // More dots than a picture has room for only take time; a mean has little to say between so many points.
    private const int MostDots = 10_000, MostMeans = 300;

    public static byte[] Draw(IReadOnlyList<GptRun> runs)
    {
        int steps = runs[0].Losses.Count, window = Math.Max(1, steps / 50);
        Plot plot = Style.Plot("A GPT learns type names of the .NET base library", "step", "loss: mean of −ln p over a name's letters");
        double[] losses = [.. runs[0].Losses.TakeWhile(double.IsFinite)], some = Thin(losses, MostDots);
        var dots = plot.Add.ScatterPoints(Steps(some.Length, Stride(losses.Length, MostDots), 1), some, Color.FromHex("#9AA5B1").WithAlpha(0.35));
        dots.LegendText = "single names";
        dots.MarkerSize = 3;

        for (int i = 0; i < runs.Count; i++)
        {
            double[] means = RunningMeans(runs[i].Losses, window), points = Thin(means, MostMeans);
            var line = plot.Add.ScatterLine(Steps(points.Length, Stride(means.Length, MostMeans), (window + 1) / 2.0), points, i == 0 ? Style.Blue : Style.Orange);
            line.LegendText = $"{runs[i].Model.Engine}, mean of {window}";
            line.LineWidth = i == 0 && runs.Count > 1 ? 6 : 2.5f; // the second lies on it
            line.LinePattern = i == 0 ? LinePattern.Solid : LinePattern.Dashed;
        }

        double highest = losses.DefaultIfEmpty(1).Max();
        plot.Axes.SetLimits(0, 1.03 * steps, 0, 1.05 * Math.Max(highest, 1e-9));
        plot.ShowLegend(Alignment.UpperRight);
        return Style.Png(plot);
    }

    private static int Stride(int count, int most) => Math.Max(1, (count + most - 1) / most);

    private static double[] Thin(double[] values, int most) => [.. values.Where((_, i) => i % Stride(values.Length, most) == 0)];

    private static double[] Steps(int count, int stride, double first) => [.. Enumerable.Range(0, count).Select(i => i * (double)stride + first)];

    // Up to where the losses end to be numbers.
    private static double[] RunningMeans(IReadOnlyList<double> losses, int window)
    {
        double[] finite = [.. losses.TakeWhile(double.IsFinite)], means = new double[Math.Max(0, finite.Length - window + 1)];
        double sum = finite.Take(window - 1).Sum();
        for (int i = 0; i < means.Length; i++)
        {
            sum += finite[i + window - 1];
            means[i] = sum / window;
            sum -= finite[i];
        }

        return means;
    }
}
