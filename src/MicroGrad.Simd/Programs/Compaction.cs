namespace MicroGrad.Simd.Programs;

/// <summary>A trace without what its results do not need.</summary>
internal static class Compaction
{
    /// <summary>Records the needed nodes anew. What was recorded in vain would be found again by later instructions, and decide how they are fused.</summary>
    /// <returns>The new trace, and the places of inputs and outputs in it.</returns>
    public static (Trace<T> Trace, int[] Inputs, int[] Outputs) Run<T>(Trace<T> trace, int[] inputs, int[] outputs) where T : IFloatingPointIeee754<T>
    {
        bool[] needed = Needed(trace, inputs, outputs);
        var compact = new Trace<T>();
        var places = new int[trace.Count];
        for (int node = 1; node < trace.Count; node++)
        {
            if (!needed[node]) continue;
            TraceNode<T> it = trace[node];
            places[node] = it.IsInput ? compact.Input(it.A, it.Data).Index
                : it.IsConstant ? compact.Constant(it.Data)
                : compact.Add(it.Op!, places[it.A], places[it.B], places[it.C], places[it.D]);
        }

        foreach (Guard guard in trace.Guards) compact.Guards.Add(guard with { Test = places[guard.Test] });
        return (compact, Array.ConvertAll(inputs, node => places[node]), Array.ConvertAll(outputs, node => places[node]));
    }

    /// <summary>Which nodes are inputs, or are needed by an output or a guard.</summary>
    public static bool[] Needed<T>(Trace<T> trace, int[] inputs, int[] outputs) where T : IFloatingPointIeee754<T>
    {
        var needed = new bool[trace.Count];
        foreach (int node in (ReadOnlySpan<int>)[.. inputs, .. outputs, .. trace.Guards.Select(guard => guard.Test)]) needed[node] = true;
        for (int node = trace.Count - 1; node > 0; node--)
            for (int k = 0; needed[node] && k < trace[node].OperandCount; k++) needed[trace[node].Operand(k)] = true;
        return needed;
    }
}
