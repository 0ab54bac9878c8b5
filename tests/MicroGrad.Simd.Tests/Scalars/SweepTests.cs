using Xunit;

namespace MicroGrad.Simd.Tests.Scalars;

/// <summary>The scalar tape has two sweeps, and the quick one keeps gradients in registers: both against a plain one.</summary>
public sealed class SweepTests
{
    private static readonly string[] Ops = ["+", "-", "*", "max", "neg", "constant", "last two", "last two", "fused", "dot"];

    [SeedProperty]
    public void Every_root_of_a_random_graph_gets_the_gradients_of_a_plain_sweep(Seed seed)
    {
        // Integers and exact ops, so that no order of adding makes a difference.
        var random = seed.Random();
        var tape = new ValueTape<double>();
        var values = new List<Value<double>>();
        var edges = new List<(int Parent, double Slope)[]>();
        int nodes = random.Next(1, 24);
        for (int i = 0; i < nodes; i++)
        {
            if (i == 0 || random.Next(6) == 0)
            {
                values.Add(tape.Variable(random.Next(-2, 3)));
                edges.Add([]);
                continue;
            }

            // Mostly the nodes just before, which is where the registers are.
            int a = Near(random, i), b = Near(random, i);
            Value<double> x = values[a], y = values[b];
            (Value<double> value, (int, double)[] parents) = Ops[random.Next(Ops.Length)] switch
            {
                "+" => (x + y, new[] { (a, 1.0), (b, 1.0) }),
                "-" => (x - y, [(a, 1), (b, -1)]),
                "*" when Math.Abs(x.Data * y.Data) < 1000 => (x * y, [(a, y.Data), (b, x.Data)]),
                "max" when x.Data != y.Data => (Value<double>.Max(x, y), [(a, x.Data > y.Data ? 1 : 0), (b, x.Data > y.Data ? 0 : 1)]),
                "constant" => (2 * x, [(a, 2)]),
                "last two" when i > 1 => (values[i - 2] + values[i - 1], [(i - 2, 1), (i - 1, 1)]),
                "fused" when Math.Abs(x.Data * y.Data) < 1000 => (Value<double>.MultiplyAdd(x, y, values[i - 1]), [(a, y.Data), (b, x.Data), (i - 1, 1)]),
                "dot" when Math.Abs(x.Data * y.Data) < 1000 =>
                    (Value<double>.Dot([x, values[i - 1]], [y, 3]), [(a, y.Data), (b, x.Data), (i - 1, 3)]),
                _ => (-x, [(a, -1)]),
            };
            values.Add(value);
            edges.Add(parents);
        }

        var leafTotals = new double[nodes];
        for (int pass = 0; pass < 4; pass++)
        {
            int root = random.Next(nodes);
            double upstream = random.Next(1, 4);
            values[root].Backward(upstream);
            double[] grads = PlainSweep(edges, root, upstream);
            for (int i = 0; i < nodes; i++)
            {
                if (edges[i].Length == 0) grads[i] = leafTotals[i] += grads[i];
                Assert.Equal(grads[i], values[i].Grad);
            }
        }

        int[] roots = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(nodes))];
        var jacobian = new double[roots.Length * nodes];
        tape.Jacobian([.. roots.Select(root => values[root])], [.. values], jacobian);
        Assert.Equal(roots.SelectMany(root => PlainSweep(edges, root, 1)), jacobian);

        double[] direction = [.. edges.Select(parents => parents.Length == 0 ? random.Next(-2, 3) : 0.0)];
        double[] tangents = [.. direction];
        for (int i = 0; i < nodes; i++)
            foreach ((int parent, double slope) in edges[i]) tangents[i] += tangents[parent] * slope;
        int[] leaves = [.. Enumerable.Range(0, nodes).Where(i => edges[i].Length == 0)];
        var pushed = new double[nodes];
        tape.Jvp([.. leaves.Select(i => values[i])], [.. leaves.Select(i => direction[i])], [.. values], pushed);
        Assert.Equal(tangents, pushed);
    }

    private static double[] PlainSweep(List<(int Parent, double Slope)[]> edges, int root, double upstream)
    {
        var grads = new double[edges.Count];
        grads[root] = upstream;
        for (int i = root; i >= 0; i--)
            foreach ((int parent, double slope) in edges[i]) grads[parent] += grads[i] * slope;
        return grads;
    }

    [Fact]
    public void A_sum_of_the_last_two_nodes_is_a_node_like_any_other()
    {
        var tape = new ValueTape<double>();
        var other = new ValueTape<double>();
        Value<double> x = tape.Variable(2), y = tape.Variable(3), foreign = other.Variable(0);
        while (other.Count < 3) foreign = other.Variable(5);
        Value<double> sum = x + y;
        Assert.Equal(3, tape.Count);
        Assert.Throws<InvalidOperationException>(() => foreign + tape.Variable(1)); // the places of neighbours, but not on one tape
        Value<double> before = tape.Variable(4), z = tape.Variable(7);
        using (tape.NoGradient())
        {
            Assert.True((before + z).IsConstant);
        }

        TapeMark mark = tape.Mark();
        Value<double> dropped = z + z;
        tape.RewindTo(mark);
        Value<double> product = sum * z, total = z + product;
        Assert.Throws<InvalidOperationException>(() => total + dropped);
        total.Backward();
        Assert.Equal((42.0, 7.0, 7.0, 6.0, 1.0), (total.Data, x.Grad, y.Grad, z.Grad, product.Grad));
        tape.Reset();
        Assert.Throws<InvalidOperationException>(() => z + product);
        Assert.Equal(0, tape.Count);
    }

    [Fact]
    public void A_sum_whose_addends_are_used_again_gives_each_its_own_gradient()
    {
        var tape = new ValueTape<float>();
        Value<float> x = tape.Variable(2), product = x * x, scaled = 3 * x, sum = product + scaled, twice = scaled + sum, root = twice * product + sum;
        root.Backward();
        Assert.Equal((17f, 4f, 4f + 1, 4f + 4 + 1), (sum.Data + 7, twice.Grad, sum.Grad, scaled.Grad));
        Assert.Equal(16f + 5, product.Grad);
        Assert.Equal((4 * 21) + (3 * 9f), x.Grad);
    }

    [Fact]
    public void Both_sweeps_agree_where_slopes_are_not_exact()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(0.3), y = x;
        for (int i = 0; i < 50; i++) y = (y + x).Sin() * (y - 0.1).Exp();
        y.Backward();
        double once = x.Grad;
        y.Backward();
        Assert.Equal(2 * once, x.Grad, Math.Abs(once) * 1e-13);
    }

    [Theory]
    [InlineData(0), InlineData(1), InlineData(2), InlineData(3), InlineData(4)]
    public void An_infinite_slope_is_harmless_wherever_it_stands_off_the_roots_ancestry(int before)
    {
        var tape = new ValueTape<float>();
        Value<float> x = tape.Variable(0), y = tape.Variable(3);
        for (int i = 0; i < before; i++) _ = y * y;
        _ = x.Sqrt();
        Value<float> z = x.Log() * y, root = (x + y) * y;
        root.Backward();
        Assert.Equal((3f, 6f, 0f), (x.Grad, y.Grad, z.Grad));
    }

    [Fact]
    public void An_infinite_slope_off_the_roots_ancestry_is_harmless_to_a_parameter()
    {
        var parameter = new Parameter<double>("p", [2], [3, 0]);
        var tape = new ValueTape<double>();
        ParameterValues<double> p = tape.Track(parameter);
        _ = p[1].Log();
        (p[0] * p[0]).Backward();
        Assert.Equal([6, 0], parameter.Grad);
    }

    [Fact]
    public void An_infinite_slope_off_the_roots_ancestry_is_harmless_in_a_sum_of_the_last_two()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(3), zero = tape.Variable(0), sum = zero + zero.Sqrt();
        (x * x).Backward();
        Assert.Equal((6.0, 0.0, 0.0), (x.Grad, zero.Grad, sum.Grad));
    }

    [Fact]
    public void A_constant_operand_may_have_an_infinite_slope()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(2), y = x * (Value<double>)double.PositiveInfinity, z = Value<double>.Pow(0, x);
        (x + z).Backward();
        Assert.Equal(1, x.Grad);
        y.Backward();
        Assert.Equal(double.PositiveInfinity, x.Grad);
    }

    [Fact]
    public void NaN_on_the_way_to_a_variable_is_told_and_other_variables_keep_their_gradient()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(double.NaN), y = tape.Variable(2);
        (x.Exp() + y * y).Backward();
        Assert.True(double.IsNaN(x.Grad));
        Assert.Equal(4, y.Grad);
    }

    private static int Near(Random random, int count) => random.Next(3) == 0 ? random.Next(count) : Math.Max(0, count - 1 - random.Next(4));
}
