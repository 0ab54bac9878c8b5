namespace MicroGrad.Simd.Diagnostics;

/// <summary>
/// A graph in layers, left to right, ready to be ordered and placed. A vertex is a node (the first ones, by their place in the graph)
/// or a bend: the point where a long edge crosses a layer that holds neither of its ends.
/// </summary>
internal sealed class LayeredGraph
{
    // Past this many a drawing is unreadable anyway, and long edges go straight to their end.
    private const int MaxBends = 50_000;

    private readonly List<int> _layerOf = [];

    public LayeredGraph(ComputationGraph graph)
    {
        Dictionary<int, int> places = PlacesOf(graph);
        AssignLayers(graph, places);
        Routes = [.. graph.Edges.Select(edge => Route(places[edge.Parent], places[edge.Child]))];
    }

    public List<List<int>> Layers { get; } = [];

    /// <summary>For each vertex its neighbours one layer to the left.</summary>
    public List<List<int>> Before { get; } = [];

    /// <summary>For each vertex its neighbours one layer to the right.</summary>
    public List<List<int>> After { get; } = [];

    /// <summary>For each edge of the graph the vertices that it runs through, both ends included.</summary>
    public int[][] Routes { get; }

    public int NodeCount { get; private set; }

    public int VertexCount => _layerOf.Count;

    public int LayerOf(int vertex) => _layerOf[vertex];

    private static Dictionary<int, int> PlacesOf(ComputationGraph graph)
    {
        var places = new Dictionary<int, int>();
        foreach (ComputationNode node in graph.Nodes) places.Add(node.Id, places.Count);
        return places;
    }

    // Longest path to the end, so that a constant stands beside its use and not in a column of its own far to the left.
    private void AssignLayers(ComputationGraph graph, Dictionary<int, int> places)
    {
        var toTheEnd = new int[graph.Nodes.Length];
        for (int i = toTheEnd.Length - 1; i >= 0; i--)
        {
            foreach (int parent in graph.Nodes[i].Parents)
                toTheEnd[places[parent]] = int.Max(toTheEnd[places[parent]], toTheEnd[i] + 1);
        }

        int last = toTheEnd.Max();
        for (int layer = 0; layer <= last; layer++) Layers.Add([]);
        foreach (int distance in toTheEnd) AddVertex(last - distance);
        NodeCount = VertexCount;
    }

    private int AddVertex(int layer)
    {
        int vertex = _layerOf.Count;
        _layerOf.Add(layer);
        Layers[layer].Add(vertex);
        Before.Add([]);
        After.Add([]);
        return vertex;
    }

    private int[] Route(int parent, int child)
    {
        int first = LayerOf(parent), last = LayerOf(child);
        int bends = last - first - 1;
        if (VertexCount - NodeCount + bends > MaxBends) return [parent, child];

        var route = new int[bends + 2];
        route[0] = parent;
        for (int i = 1; i <= bends; i++) route[i] = AddVertex(first + i);
        route[^1] = child;

        for (int i = 1; i < route.Length; i++)
        {
            After[route[i - 1]].Add(route[i]);
            Before[route[i]].Add(route[i - 1]);
        }

        return route;
    }
}
