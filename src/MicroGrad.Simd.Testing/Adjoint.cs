namespace MicroGrad.Simd.Testing;

/// <summary>Holds the backward pass of a linear function to its forward pass.</summary>
internal static class Adjoint
{
    private const double Tolerance = 1e-13;

    /// <summary>⟨y, g⟩ = Σ ⟨x, dx⟩ over all inputs, for an upstream gradient g.</summary>
    public static void Check(Tensor<double> y, NewInputs inputs, int seed)
    {
        if (!y.RequiresGrad) return;
        double[] upstream = NumberSource.Make(new Random(seed), y.Shape.ElementCount, Values.Any, 0);
        y.Backward(upstream);
        (double forward, double size) = Dot(y.Data, upstream);
        double backward = 0, backwardSize = 0;
        foreach (Tensor<double> leaf in inputs.Leaves)
        {
            (double sum, double part) = Dot(leaf.Data, leaf.Grad);
            backward += sum;
            backwardSize += part;
        }

        if (Math.Abs(forward - backward) <= Tolerance * Math.Max(size, backwardSize)) return;
        throw new InvalidOperationException(FormattableString.Invariant($"⟨y, g⟩ is {forward:R} and ⟨x, dx⟩ is {backward:R}: it is not linear, or its backward pass is not its adjoint."));
    }

    /// <summary>⟨a, b⟩, and the size of what is added up.</summary>
    private static (double Sum, double Size) Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0, size = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
            size += Math.Abs(a[i] * b[i]);
        }

        return (sum, size);
    }
}
