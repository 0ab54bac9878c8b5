using MicroGrad.Simd.Cli.Training;
using MicroGrad.Simd.Nn;
using ScottPlot;

namespace MicroGrad.Simd.Cli.Pictures;

/// <summary>The probability of a class over the plane as a heat map, and the points over it.</summary>
internal static class BoundaryPicture
{
    private const int Columns = 240;
    private const int Rows = 160;

    // Points that the network sees at once: enough to keep it busy, few enough that a wide one does not need gigabytes.
    private const int Batch = 20 * Columns;

    private const double Margin = 0.35;

    public static byte[] Draw(IMoonsTrainer trainer, CancellationToken cancellation)
    {
        MoonsDataset data = trainer.Data;
        (double left, double right) = Range(data, 0);
        (double bottom, double top) = Range(data, 1);
        Plot plot = Style.Plot("The two moons, as the network sees the plane", "x", "y");

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

        var cells = new double[Rows, Columns];
        for (int first = 0; first < cells.Length; first += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            double[] probabilities = trainer.Probabilities(grid.AsSpan(2 * first, 2 * Math.Min(Batch, cells.Length - first)));
            for (int i = 0; i < probabilities.Length; i++)
                cells[(first + i) / Columns, (first + i) % Columns] = double.IsFinite(probabilities[i]) ? probabilities[i] : 0.5; // a diverged network knows nothing
        }

        var map = plot.Add.Heatmap(cells);
        map.Extent = new CoordinateRect(left, right, bottom, top);
        map.Colormap = new ScottPlot.Colormaps.CustomInterpolated([Color.FromHex("#F8BE8A"), Color.FromHex("#FCFCFB"), Color.FromHex("#9CBDF9")]);
        map.ManualRange = new ScottPlot.Range(0, 1);
        map.Smooth = true;
        Boundary(plot, cells, grid);
        var bar = plot.Add.ColorBar(map);
        bar.Label = "probability of the inner moon";
        bar.LabelStyle.FontSize = Style.LabelSize;
        bar.Axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual([0, 0.25, 0.5, 0.75, 1], ["0", "0.25", "0.5", "0.75", "1"]);

        Points(plot, data, 0, "outer moon", Style.Orange, MarkerShape.FilledCircle);
        Points(plot, data, 1, "inner moon", Style.Blue, MarkerShape.FilledTriangleUp);
        plot.Axes.SetLimits(left, right, bottom, top);
        plot.ShowLegend(Alignment.UpperRight);
        return Style.Png(plot);
    }

    /// <summary>The line where both classes are equally likely.</summary>
    private static void Boundary(Plot plot, double[,] cells, double[] grid)
    {
        var surface = new Coordinates3d[Rows, Columns];
        for (int i = 0; i < surface.Length; i++)
            surface[i / Columns, i % Columns] = new Coordinates3d(grid[2 * i], grid[2 * i + 1], cells[i / Columns, i % Columns]);

        // Made by hand, because Update has to come after the levels.
        var line = new ScottPlot.Plottables.ContourLines { ContourLineLevels = [0.5], LineColor = Style.Ink.WithAlpha(0.6), LineWidth = 1.5f };
        line.LabelStyle.IsVisible = false;
        line.Update(surface);
        plot.Add.Plottable(line);
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
