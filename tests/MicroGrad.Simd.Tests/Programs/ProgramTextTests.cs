using Xunit;

namespace MicroGrad.Simd.Tests.Programs;

public sealed class ProgramTextTests
{
    private static readonly ValueProgram<double> Program = ValueProgram<double>.Record(2, x => Value<double>.Max(x[0], -0.5) * x[1].Exp() + x[0] / 3);

    [Fact]
    public void Programs_read_like_code()
    {
        Assert.Equal(
            """
            (double y0) F(double x0, double x1)
            {
                double t0 = Max(x0, (-0.5));
                double t1 = Exp(x1);
                double t2 = x0 / 3;
                double t3 = t0 * t1 + t2;
                return (t3);
            }

            """.ReplaceLineEndings("\n"), Program.ToString());
    }

    [Fact]
    public void Gradients_are_code_too()
    {
        string text = Program.ToText(gradients: true);
        Assert.StartsWith("(double y0, double dy0_dx0, double dy0_dx1) F(double x0, double x1)", text, StringComparison.Ordinal);
        Assert.Contains("MaxLeftVjp(", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Guards_are_named() =>
        Assert.Contains("float broken) F(float x0)", ValueProgram<float>.Record(1, x => x[0] > 2 ? x[0] : -x[0]).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Programs_are_drawn()
    {
        var graph = ComputationGraph.From(Program);
        Assert.Equal(8, graph.Nodes.Length);
        Assert.Equal(["x0", "x1", "y0"], graph.Nodes.Where(node => node.Label is not null).Select(node => node.Label!));
        Assert.StartsWith("digraph", graph.ToDot(), StringComparison.Ordinal);
    }
}
