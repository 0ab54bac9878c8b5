namespace MicroGrad.Simd.Programs;

/// <summary>
/// Polynomials as Horner's scheme evaluates them, and their derivatives by the same scheme: p ← p z + c goes with p′ ← p′ z + p. That is one instruction
/// for each coefficient, where the reverse sweep takes two; it serves every result, and needs nothing of p later.
/// </summary>
/// <param name="trace">Where they are.</param>
/// <param name="active">Which nodes have gradients; for polynomials, all others are coefficients.</param>
internal sealed class Polynomials<T>(Trace<T> trace, bool[] active) where T : IFloatingPointIeee754<T>
{
    private readonly int[] _variables = Variables(trace, active); // of each product p z the node of z; 0 for other nodes
    private readonly int[] _slopes = new int[active.Length];      // of each product, once it is recorded

    /// <summary>Whether a node is a product p z with a polynomial p of z, other than a coefficient.</summary>
    public bool Contains(int node, out int variable)
    {
        variable = _variables[node];
        return variable != 0 && active[Factor(node)];
    }

    /// <summary>The node of a product's derivative by its variable.</summary>
    public int Slope(int product)
    {
        // Down to what is known, and up again: as a recursion it would go as deep as the polynomial has coefficients.
        int variable = _variables[product], node = product, slope = 0;
        var behind = new Stack<int>();
        while (slope == 0)
        {
            if (node == variable) slope = trace.Constant(T.One);
            else if (!active[node]) slope = trace.Constant(T.Zero);
            else if (_slopes[node] != 0) slope = _slopes[node];
            else behind.Push(node);
            if (slope == 0) node = _variables[node] != 0 ? Factor(node) : Summand(trace, active, node);
        }

        while (behind.TryPop(out int next))
        {
            if (_variables[next] == 0) slope = trace.OpOf(next) == trace.Ops.Subtract && node == trace.Operands(next).B ? trace.Add(trace.Ops.Negate, slope) : slope;
            else _slopes[next] = slope = active[node] ? trace.Add(trace.Ops.Add, trace.Add(trace.Ops.Multiply, slope, variable), node) : node;
            node = next;
        }

        return slope;
    }

    private int Factor(int product)
    {
        (int a, int b, _) = trace.Operands(product);
        return b == _variables[product] ? a : b;
    }

    private static int[] Variables(Trace<T> trace, bool[] active)
    {
        int[] variables = new int[active.Length], withoutConstants = new int[active.Length];
        for (int node = 1; node < active.Length; node++)
        {
            withoutConstants[node] = node;
            if (!active[node]) continue;
            (int a, int b, _) = trace.Operands(node);
            if (Summand(trace, active, node) is var summand and not 0) withoutConstants[node] = withoutConstants[summand];
            else if (trace.OpOf(node) == trace.Ops.Multiply) variables[node] = IsPolynomial(a, b) ? b : IsPolynomial(b, a) ? a : 0;
        }

        return variables;

        bool IsPolynomial(int p, int z) =>
            active[z] && (!active[p] || p == z || withoutConstants[p] == z || variables[withoutConstants[p]] == z);
    }

    /// <summary>What a coefficient is added to or subtracted from, or the other way round; 0 for no such sum.</summary>
    private static int Summand(Trace<T> trace, bool[] active, int node)
    {
        if (trace.OpOf(node) != trace.Ops.Add && trace.OpOf(node) != trace.Ops.Subtract) return 0;
        (int a, int b, _) = trace.Operands(node);
        return active[a] && !active[b] ? a : active[b] && !active[a] ? b : 0;
    }
}
