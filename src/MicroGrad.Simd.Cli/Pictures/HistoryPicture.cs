using MicroGrad.Simd.Cli.Training;
using ScottPlot;

namespace MicroGrad.Simd.Cli.Pictures;

/// <summary>Loss and accuracy by step.</summary>
internal static class HistoryPicture
{
    public static byte[] Draw(TrainingHistory history)
    {
        Plot plot = Style.Plot("Training on the two moons", "step", "loss");
        double[] steps = [.. Enumerable.Range(1, history.Losses.Count).Select(step => (double)step)];

        double[] losses = [.. history.Losses.TakeWhile(double.IsFinite)];
        var loss = plot.Add.ScatterLine(steps[..losses.Length], losses, Style.Blue);
        loss.LegendText = "loss (left axis)";
        loss.LineWidth = 2.5f;

        var accuracy = plot.Add.ScatterLine(steps, [.. history.Accuracies.Select(value => 100 * value)], Style.Orange);
        accuracy.LegendText = "accuracy (right axis)";
        accuracy.LineWidth = 2.5f;
        accuracy.Axes.YAxis = plot.Axes.Right;
        plot.Axes.Right.Label.Text = "accuracy, %";
        plot.Axes.Right.Label.Bold = plot.Axes.Left.Label.Bold;
        plot.Axes.Right.Label.FontName = "Inter";

        double highest = losses.DefaultIfEmpty(1).Max();
        plot.Axes.SetLimits(0, steps.Length, 0, 1.05 * Math.Max(highest, 1e-9));
        plot.Axes.SetLimitsY(0, 105, plot.Axes.Right);
        plot.ShowLegend(Alignment.MiddleRight);
        return Style.Png(plot);
    }
}
