using Xunit;

namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>The gradients of random graphs of scalars against central differences.</summary>
public sealed class GradientProperties
{
    private const double Tolerance = 1e-6;

    [GraphProperty]
    public void Gradients_of_scalar_graphs_agree_with_differences(ScalarGraph random)
    {
        Graph graph = random.Build();
        double[] at = [.. graph.Leaves.Select(leaf => leaf.Values[0])];
        GradientReport report = GradientCheck.Compare(x => graph.Run(Array.ConvertAll(x, leaf => new Grid([leaf], Shape.Scalar)))[^1].Elements[0], at);
        Assert.True(report.Passed(Tolerance), report.ToString());
    }
}
