using MicroGrad.Simd.Diagnostics;
using MicroGrad.Simd.Programs;

namespace MicroGrad.Simd;

/// <content>Reading a recorded program.</content>
public sealed partial class ComputationGraph
{
    /// <summary>Draws the instructions that compute a program's results, with the numbers at the point where it was recorded.</summary>
    /// <exception cref="ArgumentException">The program has no result.</exception>
    public static ComputationGraph From<T>(ValueProgram<T> program) where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentNullException.ThrowIfNull(program);
        Plan<T> plan = program.Plan;
        var nodes = new List<ComputationNode>();
        for (int i = 1; i < plan.Nodes.Count; i++)
        {
            TraceNode<T> node = plan.Nodes[i];
            int output = Array.IndexOf(plan.Roots, i, 0, program.OutputCount);
            string? label = node.IsInput ? $"x{node.A}" : output >= 0 ? $"y{output}" : null;
            string op = node.IsInput ? ComputationNode.Leaf : node.Op?.Name ?? ComputationNode.Constant;
            int[] parents = [.. Enumerable.Range(0, node.OperandCount).Select(node.Operand)];
            nodes.Add(new ComputationNode(i, op, NumberText.Of(node.Data), grad: null, label, parents));
        }

        return Create([.. nodes]);
    }
}
