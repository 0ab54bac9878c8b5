using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Programs;

/// <summary>Copies what a program needs of a trace, and makes one instruction of a product and the sum or difference that alone uses it.</summary>
internal static class Fusion
{
    /// <param name="trace">What was recorded.</param>
    /// <param name="roots">The nodes that are needed; receives their places in the result.</param>
    /// <returns>Instructions in order of evaluation; every one is needed.</returns>
    public static List<TraceNode<T>> Run<T>(Trace<T> trace, Span<int> roots) where T : IFloatingPointIeee754<T>
    {
        int[] uses = Uses(trace, roots);
        bool[] exact = Exact(trace, uses), fused = new bool[trace.Count];
        for (int node = trace.Count - 1; node > 0; node--)
            if (uses[node] > 0 && !exact[node] && Product(trace, node, uses) is { } product) fused[product] = true;

        var places = new int[trace.Count];
        List<TraceNode<T>> nodes = [default];
        for (int node = 1; node < trace.Count; node++)
        {
            if (uses[node] == 0 || fused[node]) continue;
            places[node] = nodes.Count;
            TraceNode<T> kept = !exact[node] && Product(trace, node, uses) is { } product ? Fused(trace, node, product) : trace[node];
            nodes.Add(kept.Op is null ? kept : kept with { A = places[kept.A], B = places[kept.B], C = places[kept.C], D = places[kept.D] });
        }

        foreach (ref int root in roots) root = places[root];
        return nodes;
    }

    private static int[] Uses<T>(Trace<T> trace, ReadOnlySpan<int> roots) where T : IFloatingPointIeee754<T>
    {
        var uses = new int[trace.Count];
        foreach (int root in roots) uses[root] += 2; // a root has to be there itself
        for (int node = trace.Count - 1; node > 0; node--)
            for (int k = 0; uses[node] > 0 && k < trace[node].OperandCount; k++) uses[trace[node].Operand(k)]++;
        return uses;
    }

    /// <summary>Which nodes a comparison or another op that jumps depends on: with products rounded otherwise than on a tape, it could come out otherwise.</summary>
    private static bool[] Exact<T>(Trace<T> trace, int[] uses) where T : IFloatingPointIeee754<T>
    {
        var exact = new bool[trace.Count];
        for (int node = trace.Count - 1; node > 0; node--)
        {
            if (uses[node] == 0) continue;
            bool jumps = exact[node] || trace.OpOf(node) is { } op && op.Definition.IsAssignableTo(typeof(IJumps));
            for (int k = 0; jumps && k < trace[node].OperandCount; k++) exact[trace[node].Operand(k)] = true;
        }

        return exact;
    }

    /// <summary>The operand of a sum or difference that is a product and used by nothing else.</summary>
    private static int? Product<T>(Trace<T> trace, int node, int[] uses) where T : IFloatingPointIeee754<T>
    {
        (int a, int b, _) = trace.Operands(node);
        if (trace.OpOf(node) != trace.Ops.Add && trace.OpOf(node) != trace.Ops.Subtract) return null;
        return IsProduct(b) ? b : IsProduct(a) ? a : null;

        bool IsProduct(int operand) => trace.OpOf(operand) == trace.Ops.Multiply && uses[operand] == 1;
    }

    private static TraceNode<T> Fused<T>(Trace<T> trace, int node, int product) where T : IFloatingPointIeee754<T>
    {
        (int a, int b, _) = trace.Operands(node);
        (int x, int y, _) = trace.Operands(product);
        if (trace[x].IsConstant) (x, y) = (y, x); // kernels take a constant as the second factor
        (LaneOp<T> op, int other) = trace.OpOf(node) == trace.Ops.Add ? (trace.Ops.MultiplyAdd, product == a ? b : a)
            : product == a ? (trace.Ops.MultiplySubtract, b)
            : (trace.Ops.SubtractProduct, a);
        return new(op, x, y, other, 0, IsInput: false, trace[node].Data);
    }
}
