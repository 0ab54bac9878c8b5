using System.Globalization;
using MicroGrad.Simd.Cli.Greeks;
using ScottPlot;

namespace MicroGrad.Simd.Cli.Pictures;

/// <summary>A greek over spot and time to expiry: a heat map with contour lines.</summary>
internal static class SurfacePicture
{
    private static readonly Color[] s_delta = [Color.FromHex("#FCFCFB"), Color.FromHex("#9CBDF9"), Style.Blue];
    private static readonly Color[] s_gamma = [Color.FromHex("#FCFCFB"), Color.FromHex("#F8BE8A"), Style.Orange];

    public static byte[] Delta(string model, Surface surface) =>
        Draw($"Delta of a call, {model}", "delta", surface.Delta, s_delta, [0, 0.2, 0.4, 0.6, 0.8, 1], [0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95]);

    public static byte[] Gamma(string model, Surface surface) =>
        Draw($"Gamma of a call, {model}", "gamma", surface.Gamma, s_gamma, [0, 0.01, 0.02, 0.03, 0.04, 0.05, 0.06], [0.002, 0.005, 0.01, 0.015, 0.02, 0.03, 0.04, 0.05]);

    private static byte[] Draw(string title, string name, double[,] values, Color[] colors, double[] ticks, double[] levels)
    {
        Plot plot = Style.Plot(title, "spot", "years to expiry");

        // A cell's value is that of its middle.
        double halfSpot = (Surface.Spot(1) - Surface.Spot(0)) / 2, halfTime = (Surface.Time(0) - Surface.Time(1)) / 2;
        var map = plot.Add.Heatmap(values);
        map.Extent = new CoordinateRect(Surface.LowSpot - halfSpot, Surface.HighSpot + halfSpot, Surface.LeastTime - halfTime, Surface.MostTime + halfTime);
        map.Colormap = new ScottPlot.Colormaps.CustomInterpolated(colors);
        map.ManualRange = new ScottPlot.Range(ticks[0], ticks[^1]);
        map.Smooth = true;
        Strike(plot);
        Contours(plot, values, levels);

        var bar = plot.Add.ColorBar(map);
        bar.Label = name;
        bar.LabelStyle.FontSize = Style.LabelSize;
        bar.Axis.TickGenerator = new ScottPlot.TickGenerators.NumericManual(ticks, [.. ticks.Select(Text)]);
        plot.Axes.SetLimits(Surface.LowSpot, Surface.HighSpot, Surface.LeastTime, Surface.MostTime);
        return Style.Png(plot);
    }

    private static void Contours(Plot plot, double[,] values, double[] levels)
    {
        var surface = new Coordinates3d[Surface.Rows, Surface.Columns];
        for (int row = 0; row < Surface.Rows; row++)
            for (int column = 0; column < Surface.Columns; column++) surface[row, column] = new(Surface.Spot(column), Surface.Time(row), values[row, column]);

        // Made by hand, because Update has to come after the levels.
        var lines = new ScottPlot.Plottables.ContourLines { ContourLineLevels = levels, LineColor = Style.Ink.WithAlpha(0.6), LineWidth = 1.2f };
        lines.LabelStyle.IsVisible = false; // its labels stand on their heads on lines that run downwards
        lines.Update(surface);
        plot.Add.Plottable(lines);
        Labels(plot, lines.Lines);
    }

    /// <summary>A label stands a year from expiry, or as near to that as there is a line, not over the edge and not over another label.</summary>
    private static void Labels(Plot plot, IEnumerable<ContourLine> lines)
    {
        List<Coordinates> taken = [];
        foreach (ContourLine line in lines)
        {
            Coordinates[] places = [.. line.Path.Points.Where(point => point.X is > Surface.LowSpot + 4 and < Surface.HighSpot - 4 && taken.All(other => !Overlap(point, other)))];
            if (places.Length == 0) continue;
            taken.Add(places.MinBy(point => Math.Abs(point.Y - Market.Time)));
            var label = plot.Add.Text(Text(line.Z), taken[^1]);
            label.LabelAlignment = Alignment.MiddleCenter;
            label.LabelFontSize = 13;
            label.LabelFontColor = Style.Ink;
            label.LabelBackgroundColor = Colors.White.WithAlpha(0.6);
            label.LabelPadding = 2;
        }
    }

    private static bool Overlap(Coordinates a, Coordinates b) => Math.Abs(a.X - b.X) < 5 && Math.Abs(a.Y - b.Y) < 0.09;

    private static void Strike(Plot plot)
    {
        var strike = plot.Add.VerticalLine(Market.Strike, 1.5f, Style.Ink.WithAlpha(0.7), LinePattern.Dashed);
        strike.LegendText = "strike";
        plot.ShowLegend(Alignment.UpperLeft);
    }

    private static string Text(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);
}
