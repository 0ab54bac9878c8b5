namespace MicroGrad.Simd.Programs;

/// <summary>The order in which instructions are evaluated.</summary>
internal static class Schedule
{
    /// <summary>
    /// Moves each instruction that is the last to use an operand up to where that is so: what it computes takes the operand's row, and compiled code has
    /// the operand still in a register. Gradients, which are recorded last, often need no more than what was computed long before.
    /// </summary>
    /// <param name="nodes">Instructions, each behind its operands.</param>
    /// <param name="roots">The nodes that are needed; receives their new places.</param>
    public static List<TraceNode<T>> Run<T>(List<TraceNode<T>> nodes, Span<int> roots) where T : IFloatingPointIeee754<T>
    {
        // In terms of the first order: the node that each one comes to stand right behind, itself where it stays, and that of its latest use so far.
        int[] lastUses = LastUses(nodes, roots), behind = new int[nodes.Count], latestUses = new int[nodes.Count];
        for (int node = 1; node < nodes.Count; node++)
        {
            TraceNode<T> it = nodes[node];
            if (it.Op is null) continue;
            int operands = 0;
            for (int k = 0; k < it.OperandCount; k++) operands = Math.Max(operands, behind[it.Operand(k)]);
            behind[node] = node;
            for (int k = 0; k < it.OperandCount; k++)
                if (lastUses[it.Operand(k)] == node && nodes[it.Operand(k)].Op is not null) behind[node] = Math.Min(behind[node], Math.Max(operands, latestUses[it.Operand(k)]));
            for (int k = 0; k < it.OperandCount; k++) latestUses[it.Operand(k)] = Math.Max(latestUses[it.Operand(k)], behind[node]);
        }

        int[] order = [.. Enumerable.Range(0, nodes.Count).OrderBy(node => behind[node])], places = new int[nodes.Count];
        for (int place = 0; place < order.Length; place++) places[order[place]] = place;
        foreach (ref int root in roots) root = places[root];
        return [.. order.Select(node => nodes[node].At(places))];
    }

    /// <summary>For each node the last one that uses it, or <see cref="int.MaxValue"/> for what is needed to the end.</summary>
    public static int[] LastUses<T>(List<TraceNode<T>> nodes, ReadOnlySpan<int> roots) where T : IFloatingPointIeee754<T>
    {
        var last = new int[nodes.Count];
        for (int node = 1; node < nodes.Count; node++)
            for (int k = 0; k < nodes[node].OperandCount; k++) last[nodes[node].Operand(k)] = node;
        foreach (int root in roots) last[root] = int.MaxValue;
        return last;
    }
}
