using Xunit;

namespace MicroGrad.Simd.Tests.Scalars;

/// <summary>Rows of parameters times values: the same as products of values one by one, with fewer checks on the way.</summary>
public sealed class ParameterDotTests
{
    [SeedProperty]
    public void Rows_of_parameters_have_the_gradients_of_values_one_by_one(Seed seed)
    {
        double[] quick = Run(seed, new ValueTape<double>(), byRows: true);
        Assert.Equal(Run(seed, new ValueTape<double>(), byRows: false), quick);
        Assert.Equal(quick, Run(seed, new ValueTape<double>(keepOperations: true), byRows: true));
        Assert.Equal(quick, Run(seed, new ValueTape<double>(), byRows: true, variableFirst: true));
    }

    // Integers, so that no order of adding makes a difference. Parameters stand before all else, after a variable, and between other nodes.
    private static double[] Run(Seed seed, ValueTape<double> tape, bool byRows, bool variableFirst = false)
    {
        var random = seed.Random();
        Value<double> variable = variableFirst ? tape.Variable(5) : default;
        Parameter<double>[] parameters = [Integers(random), Integers(random), Integers(random)];
        ParameterValues<double> first = tape.Track(parameters[0]), second = tape.Track(parameters[1]);
        if (!variableFirst) variable = tape.Variable(5);
        var values = new List<Value<double>> { variable, variable * 2, variable - 3 };
        ParameterValues<double> third = tape.Track(parameters[2]);
        for (int step = 0; step < 8; step++)
        {
            ParameterValues<double> row = random.Next(3) switch { 0 => first, 1 => second, _ => third };
            int start = random.Next(row.Length + 1), length = random.Next(row.Length - start + 1);
            Value<double>[] x = [.. Enumerable.Range(0, length).Select(_ => random.Next(20) == 0 ? 2.0 : values[random.Next(values.Count)])];
            Value<double> y = byRows ? row.Dot(start, x) : x.Select((value, i) => row[start + i] * value).Aggregate((Value<double>)0.0, (sum, term) => sum + term);
            values.Add(Math.Abs(y.Data) < 1000 ? y : 1.0);
        }

        Value<double> root = values[^1] + values[^2] * first[0];
        root.Backward();
        (first[0] * variable).Backward();
        return [root.Data, variable.Grad, .. parameters.SelectMany(parameter => parameter.Grad.ToArray())];
    }

    private static Parameter<double> Integers(Random random) =>
        new("p", [6], [.. Enumerable.Range(0, 6).Select(_ => (double)random.Next(-2, 3))]);

    [Fact]
    public void A_product_takes_a_node_of_which_the_first_has_no_third_parent()
    {
        var tape = new ValueTape<double>();
        ParameterValues<double> w = tape.Track(new Parameter<double>("w", [3], [1, 2, 3]));
        Value<double> x = tape.Variable(10);
        Assert.Equal((50, 6), (w.Dot(1, [x, x]).Data, tape.Count));
        Assert.Equal((0, 6), (w.Dot(3, []).Data, tape.Count));
    }

    [Fact]
    public void What_was_tracked_before_a_mark_is_still_there_after_rewinding()
    {
        var tape = new ValueTape<double>();
        var parameter = new Parameter<double>("w", [2], [3, 4]);
        ParameterValues<double> w = tape.Track(parameter);
        TapeMark mark = tape.Mark();
        for (int run = 0; run < 2; run++)
        {
            Value<double> x = tape.Variable(2);
            w.Dot(0, [x, x]).Backward();
            Assert.Equal(7, x.Grad);
            tape.RewindTo(mark);
        }

        Assert.Equal([4.0, 4], parameter.Grad.ToArray());
    }

    [Fact]
    public void Without_gradients_the_sum_is_a_constant()
    {
        var tape = new ValueTape<double>();
        using (tape.NoGradient())
        {
            ParameterValues<double> w = tape.Track(new Parameter<double>("w", [2], [3, 4]));
            Assert.True(w.Dot(0, [tape.Variable(2), 1.0]) is { IsConstant: true, Data: 10 });
        }

        Assert.Equal(0, tape.Count);
    }

    [Fact]
    public void Wrong_operands_throw_and_leave_the_tape_as_it_was()
    {
        var tape = new ValueTape<double>();
        ParameterValues<double> w = tape.Track(new Parameter<double>("w", [2], [3, 4]));
        Value<double> x = tape.Variable(1), other = new ValueTape<double>().Variable(2);
        Assert.Throws<ArgumentOutOfRangeException>(() => w.Dot(1, [x, x]));
        Assert.Throws<ArgumentOutOfRangeException>(() => w.Dot(-1, [x]));
        Assert.Throws<InvalidOperationException>(() => w.Dot(0, [other]));
        Assert.Equal(3, tape.Count);
        tape.Reset();
        Value<double> later = tape.Variable(1);
        Assert.Throws<InvalidOperationException>(() => w.Dot(0, [later]));
        Assert.Throws<InvalidOperationException>(() => w.Dot(0, [x]));
        Assert.Equal(1, tape.Count);
    }

    [Fact]
    public void Nested_values_have_right_second_derivatives()
    {
        // f = (w · x)², so ∂²f/∂wᵢ∂xⱼ along x₁ is 2 xᵢ w₁ + 2 (w · x) where i = 1.
        var tape = new ValueTape<Dual<double>>();
        var parameter = new Parameter<Dual<double>>("w", [2], [new(2, 0), new(5, 0)]);
        Value<Dual<double>>[] x = [tape.Variable(new(3, 0)), tape.Variable(new(1, 1))];
        Value<Dual<double>> sum = tape.Track(parameter).Dot(0, x);
        (sum * sum).Backward();
        Assert.Equal([30.0, 10 + 22], parameter.Grad.ToArray().Select(value => value.Tangent));
    }

    [Fact]
    public void Warm_rows_allocate_nothing()
    {
        var tape = new ValueTape<double>();
        var parameter = new Parameter<double>("w", [100]);
        var x = new Value<double>[100];
        Assert.Equal(0, Allocations.Of(() =>
        {
            tape.Reset();
            ParameterValues<double> w = tape.Track(parameter);
            for (int i = 0; i < x.Length; i++) x[i] = tape.Variable(i);
            w.Dot(0, x).Backward();
        }));
    }
}
