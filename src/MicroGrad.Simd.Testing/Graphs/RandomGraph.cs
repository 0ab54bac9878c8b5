using System.Text;

namespace MicroGrad.Simd.Testing.Graphs;

/// <summary>A graph that is planned once and then run on other leaves.</summary>
internal sealed class RandomGraph(IReadOnlyList<(string Name, Func<Draw, Tensor<double>> Function)> functions, IReadOnlyList<int> steps)
{
    private readonly List<PlannedNode> _nodes = [];
    private NewInputs? _leaves;

    /// <summary>Runs the graph at new leaves, and close to them to see how steep it is; and settles how results are scaled.</summary>
    public (double[] Values, Shape Shape)[] Plan()
    {
        using TensorTape<double> tape = new(), nearTape = new();
        NewInputs made = _leaves = new NewInputs(tape) { Case = new GradientCase(0) };
        GraphRun here = new(tape, made), near = new(nearTape, new NearInputs(nearTape, made));
        foreach (int step in steps)
        {
            made.Case = Case(step);
            (string name, Func<Draw, Tensor<double>> function) = Function(step);
            _nodes.Add(new PlannedNode(name, [], default, 0));
            Tensor<double> y = here.Apply(function, Case(step)), moved = near.Apply(function, Case(step));
            _nodes[^1] = new PlannedNode(name, here.Sources, y.Shape, Scaling.Of(y.Data, moved.Data));
            here.Add(y, _nodes[^1].Factor);
            near.Add(moved, _nodes[^1].Factor);
        }

        return made.Made;
    }

    /// <summary>The graph's result on other leaves of the planned shapes.</summary>
    public Tensor<double> Run(Tensor<double>[] leaves)
    {
        var run = new GraphRun(leaves[0].Tape, new GivenInputs<double>(leaves));
        for (int i = 0; i < steps.Count; i++) run.Add(run.Apply(Function(steps[i]).Function, Case(steps[i])), _nodes[i].Factor);
        return run.Root();
    }

    public override string ToString()
    {
        var text = new StringBuilder();
        int node = 0;
        foreach (PlannedNode planned in _nodes)
        {
            string result = planned.Factor == 0 ? "  unused" : $"  n{node++} {planned.Shape}";
            text.Append(FormattableString.Invariant($"{result} = {planned.Name}({string.Join(", ", planned.Sources)})"));
            text.AppendLine(planned.Factor is 0 or 1 ? "" : FormattableString.Invariant($" times {planned.Factor:G3}"));
        }

        return text.Append(_leaves).ToString();
    }

    private (string Name, Func<Draw, Tensor<double>> Function) Function(int step) => functions[step % functions.Count];

    private static GradientCase Case(int step) => new(step) { Rank = 4, Extent = 4, Elements = 24 };

    private sealed record PlannedNode(string Name, string[] Sources, Shape Shape, double Factor);
}
