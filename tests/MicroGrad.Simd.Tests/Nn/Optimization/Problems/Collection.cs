namespace MicroGrad.Simd.Tests.Nn.Optimization;

/// <summary>All 35 problems of the paper.</summary>
internal static class Collection
{
    private static readonly Dictionary<string, Problem> ByName =
        new[] { TwoVariables.All, FewVariables.All, DataFits.All, ManyVariables.All, Equations.All }.SelectMany(group => group).ToDictionary(problem => problem.Name);

    public static IEnumerable<string> Names => ByName.Keys;

    public static Problem Find(string name) => ByName[name];
}
