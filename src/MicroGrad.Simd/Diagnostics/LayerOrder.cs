namespace MicroGrad.Simd.Diagnostics;

/// <summary>Orders the vertices of each layer so that few edges cross: barycentre sweeps, of which the best is kept.</summary>
internal static class LayerOrder
{
    private const int Sweeps = 12;

    public static void ReduceCrossings(LayeredGraph graph)
    {
        List<List<int>> layers = graph.Layers;
        var rank = new int[graph.VertexCount];
        foreach (List<int> layer in layers) Number(layer, rank);

        long fewest = long.MaxValue;
        int[][] best = [];
        for (int sweep = 0; sweep < Sweeps && fewest > 0; sweep++)
        {
            // The first sweep runs from the result back to the leaves, where the graph branches like a tree.
            if (sweep % 2 == 0)
                for (int i = layers.Count - 2; i >= 0; i--) Sort(layers[i], graph.After, rank);
            else
                for (int i = 1; i < layers.Count; i++) Sort(layers[i], graph.Before, rank);

            long crossings = layers.Sum(layer => Crossings(layer, graph.After, rank));
            if (crossings >= fewest) continue;
            fewest = crossings;
            best = [.. layers.Select(layer => layer.ToArray())];
        }

        for (int i = 0; i < best.Length; i++)
        {
            layers[i].Clear();
            layers[i].AddRange(best[i]);
        }
    }

    private static void Number(List<int> layer, int[] rank)
    {
        for (int i = 0; i < layer.Count; i++) rank[layer[i]] = i;
    }

    private static void Sort(List<int> layer, List<List<int>> neighbours, int[] rank)
    {
        // OrderBy is stable: equal barycentres keep the order they have, and the drawing is the same on every run.
        int[] sorted = [.. layer.OrderBy(v => neighbours[v].Count == 0 ? rank[v] : neighbours[v].Average(n => rank[n]))];
        layer.Clear();
        layer.AddRange(sorted);
        Number(layer, rank);
    }

    /// <summary>Crossings between a layer and the next: inversions of the edge ends, counted with a Fenwick tree.</summary>
    private static long Crossings(List<int> layer, List<List<int>> after, int[] rank)
    {
        int[] ends = [.. layer.SelectMany(v => after[v].Select(n => rank[n]).Order())];
        if (ends.Length == 0) return 0;

        var tree = new int[ends.Max() + 2];
        long crossings = 0;
        for (int seen = 0; seen < ends.Length; seen++)
        {
            int notAbove = 0;
            for (int i = ends[seen] + 1; i > 0; i -= i & -i) notAbove += tree[i];
            crossings += seen - notAbove;
            for (int i = ends[seen] + 1; i < tree.Length; i += i & -i) tree[i]++;
        }

        return crossings;
    }
}
