using Xunit;

namespace MicroGrad.Simd.Tests.Scalars;

/// <summary>Gradients of many results in one sweep, against one sweep for each.</summary>
public sealed class VectorAdjointTests
{
    [SeedProperty]
    public void Every_row_is_the_gradient_of_its_result(Seed seed) => Check<double>(seed, value => value);

    [SeedProperty]
    public void Every_row_is_the_gradient_of_its_result_in_floats(Seed seed) => Check<float>(seed, value => value);

    [SeedProperty]
    public void Every_row_is_the_gradient_of_its_result_in_duals(Seed seed) => Check<Dual<double>>(seed, value => value.Value + 1e6 * value.Tangent);

    private static void Check<T>(Seed seed, Func<T, double> both) where T : System.Numerics.IFloatingPointIeee754<T>
    {
        var random = seed.Random();
        var tape = new ValueTape<T>();
        Value<T>[] inputs = [.. Enumerable.Range(0, random.Next(1, 6)).Select(_ => tape.Variable(T.CreateChecked(random.Next(-3, 4))))];
        var values = new List<Value<T>>(inputs) { T.One };
        for (int i = 0; i < 30; i++)
        {
            Value<T> a = values[random.Next(values.Count)], b = values[random.Next(values.Count)];
            Value<T> y = random.Next(4) switch { 0 => a + b, 1 => a - b, 2 => Value<T>.Sum(a, b, a, inputs[0]), _ => Value<T>.Dot([a, b, a], [b, a, inputs[0]]) };
            if (T.Abs(y.Data) < T.CreateChecked(50)) values.Add(y);
        }

        Value<T>[] outputs = [.. Enumerable.Range(0, random.Next(0, 20)).Select(_ => values[random.Next(values.Count)])];
        var jacobian = new T[outputs.Length * inputs.Length];
        tape.Jacobian(outputs, inputs, jacobian);
        for (int k = 0; k < outputs.Length; k++)
        {
            var expected = new double[inputs.Length];
            if (!outputs[k].IsConstant)
            {
                double[] before = [.. inputs.Select(input => k > 0 && values.Count > 0 ? Grad(input, both) : 0)];
                outputs[k].Backward();
                for (int i = 0; i < inputs.Length; i++) expected[i] = both(inputs[i].Grad) - before[i];
            }

            for (int i = 0; i < inputs.Length; i++) Assert.Equal(expected[i], both(jacobian[k * inputs.Length + i]));
        }
    }

    private static double Grad<T>(Value<T> value, Func<T, double> both) where T : System.Numerics.IFloatingPointIeee754<T>
    {
        try
        {
            return both(value.Grad);
        }
        catch (InvalidOperationException)
        {
            return 0; // no sweep yet
        }
    }

    [Fact]
    public void An_infinite_slope_beside_the_ancestry_does_no_harm()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(0), y = tape.Variable(2);
        Value<double> root = x.Sqrt(), product = x * y;
        var jacobian = new double[4];
        tape.Jacobian([product, root], [x, y], jacobian);
        Assert.Equal([2, 0, double.PositiveInfinity, 0], jacobian);
    }

    [Fact]
    public void Gradients_from_before_stay()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(3), y = x * x;
        y.Backward();
        tape.Jacobian([y, x], [x], new double[2]);
        Assert.Equal(6, x.Grad);
    }

    [Fact]
    public void A_sweep_that_throws_leaves_the_tape_usable()
    {
        var inner = new ValueTape<double>();
        var outer = new ValueTape<Value<double>>();
        Value<Value<double>> stale = outer.Variable(inner.Variable(3)), square = stale * stale;
        inner.Reset();
        Assert.Throws<InvalidOperationException>(() => outer.Jacobian([square], [stale], new Value<double>[1]));
        outer.Reset();
        Value<Value<double>> x = outer.Variable(inner.Variable(3));
        (x * x).Backward();
        outer.Jacobian([x * x * x], [x], new Value<double>[1]);
        Assert.Equal(6, x.Grad.Data);
    }

    [Fact]
    public void Bad_operands_throw()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(3), other = new ValueTape<double>().Variable(1);
        Assert.Equal("Jacobian: 1 outputs and 1 inputs have 1 derivatives, but the span holds 2 elements. It must hold as many.",
            Assert.Throws<ArgumentException>(() => tape.Jacobian([x], [x], new double[2])).Message);
        Assert.Throws<InvalidOperationException>(() => tape.Jacobian([x], [other], new double[1]));
        Assert.Throws<InvalidOperationException>(() => tape.Jacobian([other], [x], new double[1]));
        Assert.Throws<InvalidOperationException>(() => tape.Jacobian([x], [1.0], new double[1]));
    }
}
