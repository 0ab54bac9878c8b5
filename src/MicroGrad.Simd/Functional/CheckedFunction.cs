namespace MicroGrad.Simd.Functional;

/// <summary>A function at a point: its gradient by a backward pass, and its values around the point.</summary>
internal abstract class CheckedFunction
{
    /// <summary>The elements of every input, one input after the other; to be moved and moved back.</summary>
    public abstract double[] Point { get; }

    /// <summary>The result's elements at the point.</summary>
    public abstract double[] Here { get; }

    /// <summary>What the result's elements are multiplied with before they are added up.</summary>
    protected abstract double[] Upstream { get; }

    /// <summary>The gradient at the point, one number for each of its elements.</summary>
    public abstract double[] Gradient();

    /// <summary>The result's elements where the point is now.</summary>
    public abstract double[] Evaluate();

    /// <summary>Which input, and which element of it, an element of the point is.</summary>
    public abstract (int Operand, int Index) Place(int element);

    /// <summary>⟨upstream, high − low⟩. Subtracting first loses no digits to elements that do not change.</summary>
    /// <param name="high">The result somewhere.</param>
    /// <param name="low">The result somewhere else.</param>
    /// <param name="size">How large the elements are that change, for their rounding errors.</param>
    public double Contract(double[] high, double[] low, out double size)
    {
        double[] upstream = Upstream;
        double sum = 0;
        size = 0;
        for (int i = 0; i < high.Length; i++)
        {
            if (high[i] == low[i]) continue;
            sum += upstream[i] * (high[i] - low[i]);
            size += Math.Abs(upstream[i] * high[i]);
        }

        return sum;
    }
}
