namespace MicroGrad.Simd.Programs;

/// <summary>Reverse differentiation of a trace: the gradients are instructions of the same trace.</summary>
internal static class Adjoints
{
    /// <summary>Adds the gradient of one node to the trace.</summary>
    /// <param name="trace">Where it is.</param>
    /// <param name="output">What is differentiated.</param>
    /// <param name="inputs">By what; nodes that were recorded before it.</param>
    /// <returns>A node for each of <paramref name="inputs"/>.</returns>
    public static int[] Of<T>(Trace<T> trace, int output, ReadOnlySpan<int> inputs) where T : IFloatingPointIeee754<T>
    {
        bool[] active = Active(trace, output, inputs);
        var polynomials = new Polynomials<T>(trace, active);
        var gradients = new int[output + 1]; // 0 for none yet
        if (active[output]) gradients[output] = trace.Constant(T.One);
        for (int node = output; node > 0; node--)
        {
            if (gradients[node] == 0) continue;
            if (polynomials.Contains(node, out int variable))
            {
                Contribute(variable, trace.Add(trace.Ops.Multiply, gradients[node], polynomials.Slope(node)));
                continue;
            }

            for (int k = 0; k < trace[node].OperandCount; k++)
            {
                int operand = trace[node].Operand(k);
                if (active[operand]) Contribute(operand, trace[node].Op!.Contribution(trace, node, k, gradients[node]));
            }
        }

        var result = new int[inputs.Length];
        for (int i = 0; i < result.Length; i++)
            result[i] = inputs[i] < gradients.Length && gradients[inputs[i]] != 0 ? gradients[inputs[i]] : trace.Constant(T.Zero);
        return result;

        void Contribute(int operand, int part)
        {
            if (part != 0) gradients[operand] = gradients[operand] == 0 ? part : trace.Add(trace.Ops.Add, gradients[operand], part);
        }
    }

    /// <summary>Which nodes depend on an input and matter to the output.</summary>
    private static bool[] Active<T>(Trace<T> trace, int output, ReadOnlySpan<int> inputs) where T : IFloatingPointIeee754<T>
    {
        bool[] reaches = new bool[output + 1], matters = new bool[output + 1];
        foreach (int input in inputs)
            if (input <= output) reaches[input] = true;
        for (int node = 1; node <= output; node++)
            for (int k = 0; k < trace[node].OperandCount; k++) reaches[node] |= reaches[trace[node].Operand(k)];
        matters[output] = true;
        for (int node = output; node > 0; node--)
            for (int k = 0; matters[node] && k < trace[node].OperandCount; k++) matters[trace[node].Operand(k)] = true;
        for (int node = 0; node <= output; node++) reaches[node] &= matters[node];
        return reaches;
    }
}
