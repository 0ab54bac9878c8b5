using Xunit;

namespace MicroGrad.Simd.Tests.Tapes;

public sealed class ValueTapeTests
{
    [Fact]
    public void Micrograds_example_has_micrograds_numbers()
    {
        var tape = new ValueTape<double>();
        Value<double> a = tape.Variable(-4.0), b = tape.Variable(2.0);
        Value<double> c = a + b, d = a * b + b.Pow(3);
        c += c + 1;
        c += 1 + c + -a;
        d += d * 2 + (b + a).Relu();
        d += 3 * d + (b - a).Relu();
        Value<double> e = c - d, f = e.Pow(2), g = f / 2 + 10 / f;
        g.Backward();

        Assert.Equal(24.7041, g.Data, 4);
        Assert.Equal(138.8338, a.Grad, 4);
        Assert.Equal(645.5773, b.Grad, 4);
    }

    [Fact]
    public void The_sine_of_a_cosine_has_its_chain_rule()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(0.6), y = Value<double>.Sin(Value<double>.Cos(x));
        y.Backward();
        Assert.Equal(Math.Sin(Math.Cos(0.6)), y.Data);
        Assert.Equal(-Math.Cos(Math.Cos(0.6)) * Math.Sin(0.6), x.Grad, 1e-16);
        Assert.StartsWith("0.73477", $"{y.Data}", StringComparison.Ordinal);
        Assert.StartsWith("-0.38300", $"{x.Grad}", StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_add_up_over_backward_passes_and_inner_values_show_the_latest()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(3), y = x * x, z = y * 2;
        z.Backward();
        Assert.Equal((12.0, 2.0), (x.Grad, y.Grad));
        z.Backward(10);
        Assert.Equal((12.0 + 120, 20.0), (x.Grad, y.Grad));

        Value<double> later = y + x;
        later.Backward();
        Assert.Equal((132.0 + 7, 1.0, 0.0), (x.Grad, y.Grad, z.Grad));
    }

    [Fact]
    public void An_upstream_gradient_scales_everything()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(2), y = x.Exp();
        y.Backward(-3);
        Assert.Equal(-3 * Math.Exp(2), x.Grad);
    }

    [Fact]
    public void A_variable_can_be_the_root()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(2);
        x.Backward(5);
        x.Backward();
        Assert.Equal(6, x.Grad);
    }

    [Fact]
    public void A_tracked_parameter_gets_the_sum_over_passes_and_over_tapes()
    {
        var weights = new Parameter<double>("w", [2], [3, 4]);
        var tape = new ValueTape<double>();
        for (int pass = 0; pass < 2; pass++)
        {
            tape.Reset();
            ParameterValues<double> w = tape.Track(weights);
            Assert.Equal(2, w.Length);
            Value<double> y = w[0] * w[1] * w[1];
            y.Backward();
            y.Backward();
            Assert.Equal((16.0, 24.0), (w[0].Grad, w[1].Grad));
        }

        Assert.Equal([64.0, 96.0], weights.Grad.ToArray());
    }

    [Fact]
    public void Nothing_is_recorded_in_a_scope_without_gradient_and_scopes_nest()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(2), outside = x * x;
        int count = tape.Count;
        Value<double> inside;
        using (tape.NoGradient())
        {
            using (tape.NoGradient()) inside = x * x + outside.Log();
            inside += tape.Variable(7);
            Assert.True(inside.IsConstant);
            Assert.True(tape.Track(new Parameter<double>("p", [1]))[0].IsConstant);
        }

        Assert.Equal(count, tape.Count);
        Assert.Equal(4 + Math.Log(4) + 7, inside.Data);

        Value<double> y = outside + inside * x;
        y.Backward();
        Assert.Equal(4 + inside.Data, x.Grad);
    }

    [Fact]
    public void A_detached_value_passes_nothing_back()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(3), y = x * x.Detach();
        y.Backward();
        Assert.Equal((9.0, 3.0), (y.Data, x.Grad));
    }

    [Fact]
    public void Constants_are_never_recorded()
    {
        var tape = new ValueTape<double>();
        Value<double> two = 2.0, four = two * two + Value<double>.Exp(0.0) - 1;
        Assert.True(four.IsConstant);
        Value<double> x = tape.Variable(1);
        _ = x * four;
        Assert.Equal(2, tape.Count);
    }

    [Fact]
    public void An_infinite_slope_off_the_roots_ancestry_poisons_nothing()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(0.0), y = tape.Variable(2.0);
        Value<double> unused = x.Sqrt() * y, root = (x + 1) * y;
        root.Backward();
        Assert.Equal((2.0, 1.0), (x.Grad, y.Grad));
        root.Backward();
        Assert.Equal((4.0, 2.0), (x.Grad, y.Grad));
        Assert.Equal(0, unused.Grad);
    }

    [Fact]
    public void An_infinite_slope_on_the_way_is_told()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(0.0);
        x.Sqrt().Backward();
        Assert.Equal(double.PositiveInfinity, x.Grad);
    }

    [Fact]
    public void Ties_split_and_kinks_have_slope_zero()
    {
        var tape = new ValueTape<double>();
        Value<double> a = tape.Variable(1), b = tape.Variable(1), zero = tape.Variable(0);
        (Value<double>.Max(a, b) + 10 * Value<double>.Min(a, b) + zero.Relu() + zero.Abs()).Backward();
        Assert.Equal((5.5, 5.5, 0.0), (a.Grad, b.Grad, zero.Grad));
    }

    [Fact]
    public void A_chain_of_ten_million_nodes_works()
    {
        const int length = 10_000_000;
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(1), y = x;
        for (int i = 0; i < length; i++) y += x;
        y.Backward();
        Assert.Equal((length + 1.0, length + 1.0, length + 1), (y.Data, x.Grad, tape.Count));
    }

    [Fact]
    public void A_warm_step_allocates_nothing()
    {
        var tape = new ValueTape<double>();
        Assert.Equal(0, Allocations.Of(Step));

        void Step()
        {
            tape.Reset();
            Value<double> x = tape.Variable(0.5), sum = 0.0;
            for (int i = 0; i < 500; i++) sum += (x * i).Sin().Exp() / (1 + x.Pow(2));
            sum.Backward();
        }
    }

    [Fact]
    public async Task Tapes_on_different_threads_are_independent()
    {
        double[] gradients = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(() =>
        {
            var tape = new ValueTape<double>();
            Value<double> x = tape.Variable(i), y = x;
            for (int step = 0; step < 10_000; step++) y += x;
            y.Backward(i);
            return x.Grad;
        })));
        Assert.Equal(Enumerable.Range(0, 8).Select(i => 10_001.0 * i), gradients);
    }

    [Fact]
    public void Floats_work_as_doubles_do()
    {
        var tape = new ValueTape<float>();
        Value<float> x = tape.Variable(0.5f), y = (x.Tanh() * x.Sigmoid()).Log();
        y.Backward();
        double tanh = Math.Tanh(0.5), sigmoid = 1 / (1 + Math.Exp(-0.5));
        Assert.Equal((1 - tanh * tanh) / tanh + 1 - sigmoid, x.Grad, 1e-6);
    }
}
