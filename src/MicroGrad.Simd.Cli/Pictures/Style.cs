using ScottPlot;

namespace MicroGrad.Simd.Cli.Pictures;

/// <summary>The look that all pictures share.</summary>
internal static class Style
{
    public const int Width = 1200;
    public const int Height = 800;
    public const float LabelSize = 16;

    public static readonly Color Blue = Color.FromHex("#2463EB");
    public static readonly Color Orange = Color.FromHex("#E8590C");
    public static readonly Color Green = Color.FromHex("#2B8A3E");
    public static readonly Color Ink = Color.FromHex("#1F2933");

    static Style()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "Fonts");
        ScottPlot.Fonts.AddFontFile("Inter", Path.Combine(folder, "Inter-Regular.ttf"));
        ScottPlot.Fonts.AddFontFile("Inter", Path.Combine(folder, "Inter-SemiBold.ttf"), bold: true);
        ScottPlot.Fonts.Default = "Inter";
    }

    public static Plot Plot(string title, string x, string y)
    {
        var plot = new Plot();
        plot.ScaleFactor = 1.5;
        plot.Title(title);
        plot.XLabel(x, LabelSize);
        plot.YLabel(y, LabelSize);
        plot.Axes.Color(Ink);
        foreach (IAxis axis in plot.Axes.GetAxes()) axis.MinorTickStyle.Length = 0;
        plot.Grid.MajorLineColor = Color.FromHex("#E4E7EB");
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.92);
        plot.Legend.OutlineColor = Color.FromHex("#CBD2D9");
        plot.Legend.ShadowColor = Colors.Transparent;
        plot.Legend.SymbolWidth = 30;   // room for a dash pattern to show
        return plot;
    }

    public static byte[] Png(Plot plot) => plot.GetImage(Width, Height).GetImageBytes(ImageFormat.Png);
}
