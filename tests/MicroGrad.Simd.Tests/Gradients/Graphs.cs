using FsCheck;
using FsCheck.Fluent;

namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>The generators, for FsCheck.</summary>
public static class Graphs
{
    public static Arbitrary<ScalarGraph> Scalars() => Arb.From(
        Recipes(5, 40).Select(recipe => new ScalarGraph(recipe)), graph => Shrink(graph.Recipe).Select(recipe => new ScalarGraph(recipe)));

    public static Arbitrary<TensorGraph> Tensors() => Arb.From(
        Recipes(1, 8).Select(recipe => new TensorGraph(recipe)), graph => Shrink(graph.Recipe).Select(recipe => new TensorGraph(recipe)));

    private static Gen<Recipe> Recipes(int fewest, int most) =>
        from seed in Number
        from count in Gen.Choose(fewest, most)
        from steps in Number.ArrayOf(count)
        select new Recipe(seed, steps);

    private static Gen<int> Number => Gen.Choose(0, 999_999);

    /// <summary>The first half, the second half, then all but one step each.</summary>
    private static IEnumerable<Recipe> Shrink(Recipe recipe)
    {
        int[] steps = recipe.Steps;
        if (steps.Length > 3)
        {
            yield return recipe with { Steps = steps[..(steps.Length / 2)] };
            yield return recipe with { Steps = steps[(steps.Length / 2)..] };
        }

        for (int i = steps.Length - 1; i >= 0; i--) yield return recipe with { Steps = [.. steps[..i], .. steps[(i + 1)..]] };
    }
}
