using MicroGrad.Simd.Ops;

namespace MicroGrad.Simd.Programs;

/// <summary>Copies what a program needs of a trace, and makes one instruction of a product and a sum or difference, where nothing but those uses the product.</summary>
internal static class Fusion
{
    /// <param name="trace">What was recorded.</param>
    /// <param name="roots">The nodes that are needed; receives their places in the result.</param>
    /// <returns>Instructions in order of evaluation; every one is needed.</returns>
    public static List<TraceNode<T>> Run<T>(Trace<T> trace, Span<int> roots) where T : IFloatingPointIeee754<T>
    {
        int[] uses = Uses(trace, roots), products = Products(trace, uses);
        var places = new int[trace.Count];
        List<TraceNode<T>> nodes = [default];
        for (int node = 1; node < trace.Count; node++)
        {
            if (uses[node] == 0) continue;
            places[node] = nodes.Count;
            nodes.Add((products[node] != 0 ? Fused(trace, node, products[node]) : trace[node]).At(places));
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

    /// <summary>Which nodes one of some ops depends on.</summary>
    private static bool[] Behind<T>(Trace<T> trace, int[] uses, Predicate<LaneOp<T>> isOneOf) where T : IFloatingPointIeee754<T>
    {
        var behind = new bool[trace.Count];
        for (int node = trace.Count - 1; node > 0; node--)
        {
            if (uses[node] == 0) continue;
            bool isBehind = behind[node] || trace.OpOf(node) is { } op && isOneOf(op);
            for (int k = 0; isBehind && k < trace[node].OperandCount; k++) behind[trace[node].Operand(k)] = true;
        }

        return behind;
    }

    /// <summary>For each sum and difference the operand that is a product and becomes part of it; 0 for none. Such a product has no uses any more.</summary>
    private static int[] Products<T>(Trace<T> trace, int[] uses) where T : IFloatingPointIeee754<T>
    {
        // With products rounded otherwise than on a tape, a comparison or another op that jumps could come out otherwise, and a difference of equal products
        // be less than 0, where a function may have no value: the discriminant under a root.
        bool[] exact = Behind(trace, uses, op => op.Definition.IsAssignableTo(typeof(IJumps))), argument = Behind(trace, uses, op => !trace.Ops.Contains(op));
        int[] products = new int[trace.Count], fusedUses = new int[trace.Count];
        for (int node = trace.Count - 1; node > 0; node--)
        {
            if (uses[node] == 0 || exact[node] || (trace.OpOf(node) != trace.Ops.Add && trace.OpOf(node) != trace.Ops.Subtract)) continue;
            (int a, int b, _) = trace.Operands(node);
            if (argument[node] && trace.OpOf(node) == trace.Ops.Subtract && IsProduct(a) && IsProduct(b)) continue;
            products[node] = !IsProduct(a) ? b : !IsProduct(b) || (uses[a] == 1 && uses[b] > 1) ? a : b;
            fusedUses[products[node]]++;
        }

        for (int node = 0; node < products.Length; node++)
        {
            if (!IsProduct(products[node]) || fusedUses[products[node]] < uses[products[node]]) products[node] = 0;
            else uses[products[node]] = 0;
        }

        return products;

        bool IsProduct(int operand) => trace.OpOf(operand) == trace.Ops.Multiply;
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
