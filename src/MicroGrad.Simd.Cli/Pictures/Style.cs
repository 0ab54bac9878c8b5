using ScottPlot;

namespace MicroGrad.Simd.Cli.Pictures;

/// <summary>The look that all pictures share.</summary>
internal static class Style
{
    public const int Width = 1200;
    public const int Height = 800;

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
        plot.Font.Set("Inter");
        plot.ScaleFactor = 1.5;
        plot.Title(title);
        plot.XLabel(x);
        plot.YLabel(y);
        plot.Axes.Color(Ink);
        plot.Grid.MajorLineColor = Color.FromHex("#E4E7EB");
        plot.Legend.BackgroundColor = Colors.White.WithAlpha(0.92);
        plot.Legend.OutlineColor = Color.FromHex("#CBD2D9");
        plot.Legend.ShadowColor = Colors.Transparent;
        return plot;
    }

    public static byte[] Png(Plot plot) => plot.GetImage(Width, Height).GetImageBytes(ImageFormat.Png);
}
