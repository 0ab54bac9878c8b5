using Xunit;

namespace MicroGrad.Simd.Tests.Diagnostics;

public sealed class GraphOfATapeTests
{
    [Fact]
    public void A_graph_has_every_ancestor_with_its_op_data_gradient_and_label()
    {
        var tape = new ValueTape<double>(keepOperations: true);
        Value<double> a = tape.Variable(2), unused = tape.Variable(5), b = tape.Variable(-3);
        Value<double> c = (a * b + 10.0).Relu(), unrelated = unused.Exp();
        c.Backward();

        var graph = ComputationGraph.From(c, (a, "a"), (b, "b"), (c, "c"));

        Assert.Equal(["leaf", "leaf", "×", "constant", "+", "relu"], graph.Nodes.Select(node => node.Op));
        Assert.Equal(["a", "b", null, null, null, "c"], graph.Nodes.Select(node => node.Label));
        Assert.Equal(["2.0000", "-3.0000", "-6.0000", "10.0000", "4.0000", "4.0000"], graph.Nodes.Select(node => node.Data));
        Assert.Equal(["-3.0000", "2.0000", "1.0000", null, "1.0000", "1.0000"], graph.Nodes.Select(node => node.Grad));
        Assert.Equal([2, 2, 1], graph.Nodes.Where(node => !node.IsSource).Select(node => node.Parents.Length));
        Assert.Equal(Math.Exp(5), unrelated.Data);
    }

    [Fact]
    public void Every_name_in_dot_and_mermaid_is_a_plain_word()
    {
        var tape = new ValueTape<double>(keepOperations: true);
        var graph = ComputationGraph.From(2.0 - tape.Variable(2) * 3.0);

        // A minus sign, as in the id of a constant, would end the name in DOT and start a node of its own.
        Assert.DoesNotMatch(@"\b[nc]-", graph.ToDot());
        Assert.Matches(@"\n  c\d+ -> n\d+op", graph.ToDot());
        Assert.DoesNotMatch(@"\b[nc]-\d", graph.ToMermaid());
    }

    [Fact]
    public void Before_a_backward_pass_no_gradient_is_drawn()
    {
        var tape = new ValueTape<double>(keepOperations: true);
        var graph = ComputationGraph.From(tape.Variable(2) * 3.0);
        Assert.All(graph.Nodes, node => Assert.Null(node.Grad));
    }

    [Fact]
    public void A_tape_that_kept_no_operations_says_how_to_keep_them()
    {
        var tape = new ValueTape<double>();
        var error = Assert.Throws<InvalidOperationException>(() => ComputationGraph.From(tape.Variable(2).Exp()));
        Assert.Equal("ComputationGraph.From: the tape kept no operations. Make it with new ValueTape<T>(keepOperations: true) to draw its graph.", error.Message);
    }

    [Fact]
    public void Keeping_operations_changes_no_number()
    {
        var plain = new ValueTape<double>();
        var keeping = new ValueTape<double>(keepOperations: true);
        Assert.Equal(Gradient(plain), Gradient(keeping));
        keeping.Reset();
        Assert.Equal(Gradient(plain), Gradient(keeping));

        static (double, double) Gradient(ValueTape<double> tape)
        {
            Value<double> x = tape.Variable(0.7), y = (x.Sin() * x + 2.0).Log() / x;
            y.Backward();
            return (y.Data, x.Grad);
        }
    }
}
