using MicroGrad.Simd.Cli.Training;
using ScottPlot;

namespace MicroGrad.Simd.Cli.Pictures;

/// <summary>Noisy points, the polynomial that they come from, and the two that were found.</summary>
internal static class PolynomialPicture
{
    public static byte[] Draw(PolynomialFit fit, double[] closedForm)
    {
        Plot plot = Style.Plot("15 − 2.1x + 13.9x² + 1.5x³ from noisy points", "x", "y");
        var points = plot.Add.ScatterPoints(fit.X, fit.Y, Color.FromHex("#7B8794"));
        points.LegendText = "points";
        points.MarkerSize = 7;

        Curve(plot, PolynomialFit.Truth, "truth", Style.Green, LinePattern.Solid, 7, 0.35);
        Curve(plot, closedForm, "closed form", Style.Blue, LinePattern.Solid, 2.5f, 1);
        Curve(plot, fit.Coefficients, "gradient descent", Style.Orange, LinePattern.Dashed, 2.5f, 1);
        plot.ShowLegend(Alignment.UpperCenter);
        return Style.Png(plot);
    }

    private static void Curve(Plot plot, double[] coefficients, string name, Color color, LinePattern pattern, float width, double alpha)
    {
        if (!coefficients.All(double.IsFinite)) return; // a diverged descent has no curve
        double[] x = [.. Enumerable.Range(0, 201).Select(i => PolynomialFit.HalfWidth * (i / 100.0 - 1))];
        var line = plot.Add.ScatterLine(x, [.. x.Select(at => PolynomialFit.Evaluate(coefficients, at))], color.WithAlpha(alpha));
        line.LegendText = name;
        line.LinePattern = pattern;
        line.LineWidth = width;
    }
}
