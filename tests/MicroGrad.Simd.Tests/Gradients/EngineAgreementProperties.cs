namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>The tensor engine against the scalar engine.</summary>
public sealed class EngineAgreementProperties
{
    private const double Tolerance = 1e-12;

    [GraphProperty]
    public void Tensors_give_the_values_and_gradients_of_scalars_element_by_element(ElementwiseGraph random)
    {
        Graph graph = random.Build();
        using var tensorTape = new TensorTape<double>();
        Tensor<double>[] tensorLeaves = [.. graph.Leaves.Select(leaf => tensorTape.Variable(leaf.Values, leaf.Shape))];
        Tensor<double>[] tensors = graph.Run(tensorLeaves);

        var valueTape = new ValueTape<double>();
        Grid[] gridLeaves = [.. graph.Leaves.Select(leaf => new Grid(Array.ConvertAll(leaf.Values, valueTape.Variable), leaf.Shape))];
        Grid[] grids = graph.Run(gridLeaves);

        for (int i = 0; i < grids.Length; i++)
            Numbers.AssertClose(Array.ConvertAll(grids[i].Elements, value => value.Data), tensors[i].Data, Tolerance, $"value n{i}");

        // The root contracted with an upstream gradient, as scalars would write it.
        double[] upstream = GraphBuilder.Numbers(new Random(random.Recipe.Seed), grids[^1].Elements.Length);
        Value<double> sum = 0.0;
        for (int i = 0; i < upstream.Length; i++) sum += upstream[i] * grids[^1].Elements[i];
        bool reaches = tensors[^1].RequiresGrad;
        if (reaches) tensors[^1].Backward(upstream);
        if (!sum.IsConstant) sum.Backward();

        for (int i = 0; i < gridLeaves.Length; i++)
        {
            double[] expected = Array.ConvertAll(gridLeaves[i].Elements, value => sum.IsConstant ? 0 : value.Grad);
            Numbers.AssertClose(expected, reaches ? tensorLeaves[i].Grad : new double[expected.Length], Tolerance, $"gradient of leaf {i}");
        }
    }
}
