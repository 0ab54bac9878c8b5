using MicroGrad.Simd.Diagnostics;
using MicroGrad.Simd.Recording;

namespace MicroGrad.Simd;

/// <content>Reading a scalar tape.</content>
public sealed partial class ComputationGraph
{
    /// <summary>Draws what a value was computed from.</summary>
    /// <param name="root">The result, on a tape made with <c>keepOperations: true</c>.</param>
    /// <param name="labels">Names for some of the values.</param>
    /// <typeparam name="T">The element type.</typeparam>
    /// <exception cref="InvalidOperationException">The root is a constant, its tape was reset, or the tape did not keep its operations.</exception>
    /// <remarks>Gradients are drawn if a backward pass has run since the root was recorded.</remarks>
    public static ComputationGraph From<T>(Value<T> root, params ReadOnlySpan<(Value<T> Value, string Label)> labels) where T : IFloatingPointIeee754<T>
    {
        ValueTape<T> tape = root.OwnTape("ComputationGraph.From");
        if (tape.Log is null) Throw.NoOperationsKept("ComputationGraph.From");
        var names = new Dictionary<int, string>();
        foreach ((Value<T> value, string label) in labels)
        {
            value.OwnTape("ComputationGraph.From");
            names[value.Index] = label;
        }

        var nodes = new List<ComputationNode>();
        foreach (int index in Ancestors(tape.Log, root.Index))
        {
            OperationLog<T>.Entry entry = tape.Log[index];
            ReadOnlySpan<Value<T>> operands = entry.OperandCount == 0 ? [] : entry.OperandCount == 1 ? [entry.Left] : [entry.Left, entry.Right];
            var parents = new int[operands.Length];
            for (int i = 0; i < operands.Length; i++)
            {
                parents[i] = operands[i].Index;
                if (parents[i] != 0) continue;

                // A constant is no node of the tape; it is drawn beside each use, under an id that no node has.
                parents[i] = -1 - 2 * index - i;
                nodes.Add(new ComputationNode(parents[i], ComputationNode.Constant, NumberText.Of(operands[i].Data)));
            }

            string? grad = tape.HasGrad(index) ? NumberText.Of(tape.GradOf(index)) : null;
            nodes.Add(new ComputationNode(index, entry.Op, NumberText.Of(entry.Data), grad, names.GetValueOrDefault(index), parents));
        }

        return Create([.. nodes]);
    }

    private static List<int> Ancestors<T>(OperationLog<T> log, int root) where T : IFloatingPointIeee754<T>
    {
        var reached = new bool[root + 1];
        reached[root] = true;
        for (int i = root; i > 0; i--)
            if (reached[i]) reached[log[i].Left.Index] = reached[log[i].Right.Index] = true;
        return [.. Enumerable.Range(1, root).Where(i => reached[i])];
    }
}
