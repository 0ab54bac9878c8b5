namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>What a random graph is built from: a seed for its first leaf and one for each step. Any sublist of the steps builds a graph too, which is how failures shrink.</summary>
public sealed record Recipe(int Seed, int[] Steps)
{
    public override string ToString() => $"seed {Seed}, steps [{string.Join(", ", Steps)}]";

    /// <summary>The graph as text; as far as it came, where building it failed.</summary>
    internal string Describe(Func<Graph> build)
    {
        try
        {
            return $"{this}{build()}";
        }
        catch (InvalidOperationException thrown)
        {
            return $"{this}. {thrown.Message}";
        }
    }
}

/// <summary>A graph of operations on scalars.</summary>
public sealed record ScalarGraph(Recipe Recipe)
{
    internal Graph Build() => GraphBuilder.Scalars(Recipe);

    public override string ToString() => Recipe.Describe(Build);
}

/// <summary>A graph of operations on tensors.</summary>
public sealed record TensorGraph(Recipe Recipe)
{
    internal Graph Build() => GraphBuilder.Tensors(Recipe);

    public override string ToString() => Recipe.Describe(Build);
}
