namespace MicroGrad.Simd.Programs;

/// <summary>A trace as a function of values: its instructions are applied again, one by one.</summary>
internal static class Replay
{
    /// <param name="trace">What was recorded.</param>
    /// <param name="inputs">A value for each input.</param>
    /// <param name="outputs">The nodes to compute.</param>
    public static Value<T>[] Run<T>(Trace<T> trace, Value<T>[] inputs, int[] outputs) where T : IFloatingPointIeee754<T>
    {
        var needed = new bool[trace.Count];
        foreach (int output in outputs) needed[output] = true;
        for (int node = trace.Count - 1; node > 0; node--)
            for (int k = 0; needed[node] && k < trace[node].OperandCount; k++) needed[trace[node].Operand(k)] = true;

        var values = new Value<T>[trace.Count];
        for (int i = 1; i < values.Length; i++)
        {
            if (!needed[i]) continue;
            TraceNode<T> node = trace[i];
            values[i] = node.IsInput ? inputs[node.A] : node.Op is null ? node.Data : node.Op.Apply(values[node.A], values[node.B], values[node.C]);
        }

        return Array.ConvertAll(outputs, output => values[output]);
    }
}
