using FsCheck;
using FsCheck.Fluent;
using MicroGrad.Simd.Testing.Graphs;

namespace MicroGrad.Simd.Testing;

/// <summary>Properties of gradients of random graphs, for FsCheck: functions under test are applied to one another's results.</summary>
/// <remarks>
/// A function's inputs are results of earlier ones, reshaped, cut or repeated to the shape that it draws and squashed to the values that it asks for,
/// or new leaves. Results are scaled so that neither they nor their slopes grow. What no other function uses adds up to the graph's result.
/// </remarks>
public static class GraphProperties
{
    private const int FewestSteps = 5, MostSteps = 40;

    /// <summary>The gradient of random graphs of 5 to 40 functions agrees with central differences. A failure shrinks to few functions.</summary>
    /// <param name="functions">The functions by name; each takes its inputs from its draw, as for <see cref="GradientProperties.Hold"/>.</param>
    /// <param name="tolerance">The largest relative error.</param>
    public static Property Hold(IReadOnlyList<(string Name, Func<Draw, Tensor<double>> Function)> functions, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(functions);
        Gen<GraphCase> cases =
            from count in Gen.Choose(FewestSteps, MostSteps)
            from steps in Gen.Choose(0, 999_999).ArrayOf(count)
            select new GraphCase(steps);
        return Prop.ForAll(Arb.From(cases, one => one.Simpler()), one => Replay(functions, one, tolerance));
    }

    /// <summary>Checks one graph, such as the one that a failed property names.</summary>
    /// <param name="functions">The functions by name, in the same order.</param>
    /// <param name="case">The graph.</param>
    /// <param name="tolerance">The largest relative error.</param>
    /// <exception cref="InvalidOperationException">The gradient is wrong, or a function throws; the message shows the graph.</exception>
    public static void Replay(IReadOnlyList<(string Name, Func<Draw, Tensor<double>> Function)> functions, GraphCase @case, double tolerance = 1e-6)
    {
        ArgumentNullException.ThrowIfNull(functions);
        ArgumentNullException.ThrowIfNull(@case);
        var graph = new RandomGraph(functions, @case.Steps);
        Failure.Explain(
            () =>
            {
                (double[] Values, Shape Shape)[] leaves = graph.Plan();
                GradientProperties.Check(graph.Run, leaves, @case.Steps.Count, tolerance);
            },
            () => $"{graph}\nReplay it with GraphProperties.Replay(functions, {@case}).");
    }
}
