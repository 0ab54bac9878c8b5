using MicroGrad.Simd.Cli.Training;
using MicroGrad.Simd.Nn;
using ScottPlot;

namespace MicroGrad.Simd.Cli.Pictures;

/// <summary>The probability of a class over the plane as a heat map, and the points over it.</summary>
internal static class BoundaryPicture
{
    private const int Columns = 240;
    private const int Rows = 160;
    private const double Margin = 0.35;

    public static byte[] Draw(IMoonsTrainer trainer)
    {
        MoonsDataset data = trainer.Data;
        (double left, double right) = Range(data, 0);
        (double bottom, double top) = Range(data, 1);
        Plot plot = Style.Plot("Probability of the inner moon, as the network sees the plane", "x", "y");

        // ScottPlot draws row 0 at the top.
        double[] grid = new double[2 * Rows * Columns];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                int at = 2 * (row * Columns + column);
                grid[at] = left + (right - left) * (column + 0.5) / Columns;
                grid[at + 1] = top - (top - bottom) * (row + 0.5) / Rows;
            }
        }

        double[] probabilities = trainer.Probabilities(grid);
        var cells = new double[Rows, Columns];
        for (int i = 0; i < probabilities.Length; i++)
            cells[i / Columns, i % Columns] = double.IsFinite(probabilities[i]) ? probabilities[i] : 0.5; // a diverged network knows nothing

        var map = plot.Add.Heatmap(cells);
        map.Extent = new CoordinateRect(left, right, bottom, top);
        map.Colormap = new ScottPlot.Colormaps.CustomInterpolated([Color.FromHex("#F4A460"), Color.FromHex("#FBFBFA"), Color.FromHex("#7AA7F7")]);
        map.ManualRange = new ScottPlot.Range(0, 1);
        map.Smooth = true;
        var bar = plot.Add.ColorBar(map);
        bar.Axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"]);

        Points(plot, data, 0, "outer moon", Style.Orange, MarkerShape.FilledCircle);
        Points(plot, data, 1, "inner moon", Style.Blue, MarkerShape.FilledTriangleUp);
        plot.Axes.SetLimits(left, right, bottom, top);
        plot.ShowLegend(Alignment.UpperRight);
        return Style.Png(plot);
    }

    private static (double Low, double High) Range(MoonsDataset data, int axis)
    {
        double[] values = [.. Enumerable.Range(0, data.Count).Select(i => data.Points[2 * i + axis])];
        return (values.Min() - Margin, values.Max() + Margin);
    }

    private static void Points(Plot plot, MoonsDataset data, int moon, string name, Color color, MarkerShape shape)
    {
        int[] members = [.. Enumerable.Range(0, data.Count).Where(i => data.Classes[i] == moon)];
        var points = plot.Add.ScatterPoints(
            members.Select(i => data.Points[2 * i]).ToArray(), members.Select(i => data.Points[2 * i + 1]).ToArray(), color);
        points.LegendText = name;
        points.MarkerShape = shape;
        points.MarkerSize = 9;
        points.MarkerLineColor = Colors.White;
        points.MarkerLineWidth = 1;
    }
}
