namespace MicroGrad.Simd.Diagnostics;

/// <summary>Where everything in the SVG stands: one column for each layer, boxes and edge routes within them.</summary>
internal sealed class SvgLayout
{
    public const double Margin = 24;

    private const double ColumnGap = 56, RowGap = 16, BendHeight = 4;

    private readonly LayeredGraph _layers;
    private readonly double[] _left;
    private readonly double[] _columnWidth;
    private readonly double[] _centres;
    private readonly ILookup<int, int> _edgesInto;

    public SvgLayout(ComputationGraph graph)
    {
        Boxes = [.. graph.Nodes.Select(node => new SvgBox(node))];
        _layers = new LayeredGraph(graph);
        LayerOrder.ReduceCrossings(_layers);
        _edgesInto = Enumerable.Range(0, _layers.Routes.Length).ToLookup(edge => _layers.Routes[edge][^1]);

        var heights = new double[_layers.VertexCount];
        for (int v = 0; v < heights.Length; v++) heights[v] = v < Boxes.Length ? Boxes[v].Height : BendHeight;
        _centres = LayerPlacement.Place(_layers, heights, RowGap);

        double top = double.PositiveInfinity, bottom = double.NegativeInfinity;
        for (int v = 0; v < heights.Length; v++)
        {
            top = double.Min(top, _centres[v] - heights[v] / 2);
            bottom = double.Max(bottom, _centres[v] + heights[v] / 2);
        }

        for (int v = 0; v < heights.Length; v++) _centres[v] += Margin - top;
        Height = bottom - top + 2 * Margin;

        _left = new double[_layers.Layers.Count];
        _columnWidth = new double[_left.Length];
        double x = Margin;
        for (int layer = 0; layer < _left.Length; layer++)
        {
            _left[layer] = x;
            _columnWidth[layer] = _layers.Layers[layer].Max(v => v < Boxes.Length ? Boxes[v].Width : 0);
            x += _columnWidth[layer] + ColumnGap;
        }

        Width = x - ColumnGap + Margin;
    }

    public SvgBox[] Boxes { get; }

    public double Width { get; }

    public double Height { get; }

    /// <summary>Left edge of a node with its badge. It stands at the right of its column, so that its result leaves from the column's edge.</summary>
    public double Left(int node) => _left[LayerOf(node)] + _columnWidth[LayerOf(node)] - Boxes[node].Width;

    public double Centre(int node) => _centres[node];

    /// <summary>The box that an edge runs to.</summary>
    public SvgBox End(int edge) => Boxes[_layers.Routes[edge][^1]];

    public int LayerOf(int node) => _layers.LayerOf(node);

    /// <summary>The points of an edge; between two columns it bends, within a column it is level.</summary>
    public IEnumerable<(double X, double Y)> Route(int edge)
    {
        int[] route = _layers.Routes[edge];
        yield return (Left(route[0]) + Boxes[route[0]].Width, Centre(route[0]));
        foreach (int bend in route[1..^1])
        {
            double left = _left[LayerOf(bend)];
            yield return (left, _centres[bend]);
            yield return (left + _columnWidth[LayerOf(bend)], _centres[bend]);
        }

        int end = route[^1];
        double y = Centre(end) + Port(edge);
        yield return (_left[LayerOf(end)], y);
        yield return (Left(end), y);
    }

    /// <summary>Edges that enter the same badge are spread over its side, in the order in which they arrive.</summary>
    private double Port(int edge)
    {
        int end = _layers.Routes[edge][^1];
        double from = _centres[_layers.Routes[edge][^2]];
        int above = 0, below = 0;
        foreach (int other in _edgesInto[end])
        {
            if (other == edge) continue;
            double otherFrom = _centres[_layers.Routes[other][^2]];
            if (otherFrom < from || (otherFrom == from && other < edge)) above++;
            else below++;
        }

        const double Spread = SvgBox.BadgeHeight / 2;
        return above + below == 0 ? 0 : Spread * ((double)above / (above + below) - 0.5);
    }
}
