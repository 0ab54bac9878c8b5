using System.Reflection;
using MicroGrad.Simd.Catalogue;
using MicroGrad.Simd.Recording;
using MicroGrad.Simd.Testing;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>What a row's samples leave on the tape.</summary>
internal static class RecordedRules
{
    private static readonly FieldInfo Nodes = typeof(TensorTape<double>).GetField("_nodes", BindingFlags.NonPublic | BindingFlags.Instance)!;

    /// <summary>The names of the rules that a few samples record.</summary>
    public static IEnumerable<string> Of(OpRow<double> row)
    {
        var names = new HashSet<string>();
        for (int seed = 0; seed < 20; seed++)
        {
            GradientProperties.Replay(
                draw =>
                {
                    Tensor<double> y = row.Sample(draw);
                    foreach (Node<double> node in ((Node<double>[])Nodes.GetValue(y.Tape)!).AsSpan(0, y.Tape.Count))
                        if (node.Rule is { } rule) names.Add(rule.Name);
                    return y;
                },
                new GradientCase(seed));
        }

        return names;
    }
}
