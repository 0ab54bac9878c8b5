namespace MicroGrad.Simd.Diagnostics;

/// <summary>Gives each vertex a height: as near to its neighbours as the order and the gaps within its layer allow.</summary>
internal static class LayerPlacement
{
    private const int Sweeps = 24;

    // A long edge should run straight; a box may give way for it.
    private const double BendWeight = 4;

    /// <param name="graph">Layers in their final order.</param>
    /// <param name="heights">Height of each vertex.</param>
    /// <param name="gap">Free space between two vertices of a layer.</param>
    /// <returns>The centre of each vertex.</returns>
    public static double[] Place(LayeredGraph graph, ReadOnlySpan<double> heights, double gap)
    {
        var centres = new double[graph.VertexCount];
        var wishes = new double[graph.VertexCount];
        foreach (List<int> layer in graph.Layers) Separate(layer, centres, centres, heights, gap, graph.NodeCount);

        for (int sweep = 0; sweep < Sweeps; sweep++)
        {
            // Alternate directions, and let the last sweeps look both ways.
            bool backwards = sweep % 2 == 0, bothWays = sweep >= Sweeps / 2;
            for (int i = 0; i < graph.Layers.Count; i++)
            {
                List<int> layer = graph.Layers[backwards ? graph.Layers.Count - 1 - i : i];
                foreach (int v in layer)
                {
                    List<int> near = backwards ? graph.After[v] : graph.Before[v], far = backwards ? graph.Before[v] : graph.After[v];
                    wishes[v] = Wish(v, near, bothWays ? far : [], centres);
                }

                Separate(layer, wishes, centres, heights, gap, graph.NodeCount);
            }
        }

        return centres;
    }

    private static double Wish(int vertex, List<int> near, List<int> far, double[] centres)
    {
        int count = near.Count + far.Count;
        if (count == 0) return centres[vertex];
        double sum = 0;
        foreach (int n in near) sum += centres[n];
        foreach (int n in far) sum += centres[n];
        return sum / count;
    }

    /// <summary>
    /// The heights nearest to the wishes, by least squares, that keep order and gaps. With the room that the vertices above need taken off,
    /// this is isotonic regression, solved by pooling adjacent violators.
    /// </summary>
    private static void Separate(List<int> layer, double[] wishes, double[] centres, ReadOnlySpan<double> heights, double gap, int nodeCount)
    {
        var pools = new Stack<(double Sum, double Weight, int First)>();
        double room = 0;
        for (int i = 0; i < layer.Count; i++)
        {
            room += Step(layer, i, heights, gap);
            double weight = layer[i] < nodeCount ? 1 : BendWeight;
            (double Sum, double Weight, int First) pool = (weight * (wishes[layer[i]] - room), weight, i);
            while (pools.TryPeek(out var above) && above.Sum / above.Weight >= pool.Sum / pool.Weight)
            {
                pools.Pop();
                pool = (above.Sum + pool.Sum, above.Weight + pool.Weight, above.First);
            }

            pools.Push(pool);
        }

        int end = layer.Count;
        while (pools.TryPop(out var pool))
        {
            for (int i = end - 1; i >= pool.First; i--)
            {
                centres[layer[i]] = pool.Sum / pool.Weight + room;
                room -= Step(layer, i, heights, gap);
            }

            end = pool.First;
        }
    }

    /// <summary>Distance from the centre of the vertex above.</summary>
    private static double Step(List<int> layer, int i, ReadOnlySpan<double> heights, double gap) =>
        i == 0 ? 0 : (heights[layer[i - 1]] + heights[layer[i]]) / 2 + gap;
}
