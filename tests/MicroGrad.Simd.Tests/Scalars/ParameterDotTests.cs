using Xunit;

namespace MicroGrad.Simd.Tests.Scalars;

/// <summary>Rows of parameters times values: the same as products of values one by one, with fewer checks on the way.</summary>
public sealed class ParameterDotTests
{
    private const int Length = 6;

    [SeedProperty]
    public void Rows_of_parameters_have_the_gradients_of_variables_one_by_one(Seed seed)
    {
        double[] plain = RunVariables(seed);
        Assert.Equal(plain, RunParameters(seed, new ValueTape<double>(), variableFirst: false));
        Assert.Equal(plain, RunParameters(seed, new ValueTape<double>(), variableFirst: true));
        Assert.Equal(plain, RunParameters(seed, new ValueTape<double>(keepOperations: true), variableFirst: false));
    }

    // Parameters stand before all else or after a variable, and between other nodes.
    private static double[] RunParameters(Seed seed, ValueTape<double> tape, bool variableFirst)
    {
        var random = seed.Random();
        Value<double> variable = variableFirst ? tape.Variable(5) : default;
        Parameter<double>[] parameters = [Integers(random), Integers(random), Integers(random)];
        ParameterValues<double> first = tape.Track(parameters[0]), second = tape.Track(parameters[1]);
        Value<double> square = first[0] * second[1];
        if (!variableFirst) variable = tape.Variable(5);
        ParameterValues<double> third = tape.Track(parameters[2]);
        double root = Run(random, variable, square, first[0], (row, start, x) => (row switch { 0 => first, 1 => second, _ => third }).Dot(start, x));
        return [root, variable.Grad, .. parameters.SelectMany(parameter => parameter.Grad.ToArray())];
    }

    private static double[] RunVariables(Seed seed)
    {
        var random = seed.Random();
        var tape = new ValueTape<double>();
        Value<double> variable = tape.Variable(5);
        Value<double>[][] rows = [.. Enumerable.Range(0, 3).Select(_ => Array.ConvertAll(Integers(random).Data.ToArray(), tape.Variable))];
        double root = Run(random, variable, rows[0][0] * rows[1][1], rows[0][0], (row, start, x) =>
            x.Select((value, i) => rows[row][start + i] * value).Aggregate((Value<double>)0.0, (sum, term) => sum + term));
        return [root, variable.Grad, .. rows.SelectMany(row => row).Select(value => value.Grad)];
    }

    // Integers, so that no order of adding makes a difference.
    private static double Run(Random random, Value<double> variable, Value<double> square, Value<double> weight, Func<int, int, Value<double>[], Value<double>> dot)
    {
        var values = new List<Value<double>> { variable, variable * 2, square };
        for (int step = 0; step < 8; step++)
        {
            int row = random.Next(3), start = random.Next(Length + 1), length = random.Next(Length - start + 1);
            Value<double> y = dot(row, start, [.. Enumerable.Range(0, length).Select(_ => random.Next(20) == 0 ? 2.0 : values[random.Next(values.Count)])]);
            values.Add(Math.Abs(y.Data) < 1000 ? y : 1.0);
        }

        Value<double> root = values[^1] + values[^2] * weight + square;
        root.Backward();
        (weight * variable).Backward();
        return root.Data;
    }

    private static Parameter<double> Integers(Random random) =>
        new("p", [Length], [.. Enumerable.Range(0, Length).Select(_ => (double)random.Next(-2, 3))]);

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
    public void An_operation_right_behind_the_parameters_is_swept()
    {
        var tape = new ValueTape<double>();
        var parameter = new Parameter<double>("w", [2], [3, 4]);
        ParameterValues<double> w = tape.Track(parameter);
        (w[0] * w[1]).Backward();
        w[1].Backward(10);
        Assert.Equal([4.0, 13], parameter.Grad.ToArray());
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
    public void No_gradient_comes_from_a_result_that_was_not_recorded()
    {
        var tape = new ValueTape<double>();
        var parameter = new Parameter<double>("w", [2], [3, 4]);
        ParameterValues<double> w = tape.Track(parameter);
        Value<double> x = tape.Variable(1), plain;
        using (tape.NoGradient()) plain = x * 2;
        (w.Dot(0, [x, plain]) + Value<double>.Dot([x, x], [plain, x])).Backward();
        Assert.Equal(8, Value<double>.Dot([plain, plain], [plain, plain]).Data);
        Assert.Equal(3 + 2 + 2, x.Grad);
        Assert.Equal([1.0, 2], parameter.Grad.ToArray());
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
        ParameterValues<double> renewed = tape.Track(new Parameter<double>("w", [2], [3, 4]));
        Assert.Throws<InvalidOperationException>(() => renewed.Dot(0, [x]));
        Assert.Throws<InvalidOperationException>(() => Value<double>.Dot([later], [x]));
        Assert.Equal(3, tape.Count);
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
