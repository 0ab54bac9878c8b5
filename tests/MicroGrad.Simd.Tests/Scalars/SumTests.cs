using Xunit;

namespace MicroGrad.Simd.Tests.Scalars;

/// <summary>Runs of fused nodes: the same gradients as one node for each operation, with fewer of them.</summary>
public sealed class SumTests
{
    [SeedProperty]
    public void Fused_sums_have_the_gradients_of_plain_ones(Seed seed)
    {
        var random = seed.Random();
        var fused = new ValueTape<double>();
        var plain = new ValueTape<double>();
        var kept = new ValueTape<double>(keepOperations: true);
        var results = new[] { Run(seed, fused, isFused: true), Run(seed, plain, isFused: false), Run(seed, kept, isFused: true) };
        for (int i = 1; i < 3; i++)
            for (int k = 0; k < results[0].Length; k++) Assert.Equal(results[0][k], results[i][k]);
        Assert.True(fused.Count <= plain.Count);
    }

    // Integers, so that no order of adding makes a difference. The last but one of the results is the value, the others gradients.
    private static double[] Run(Seed seed, ValueTape<double> tape, bool isFused)
    {
        var random = seed.Random();
        var leaves = new Value<double>[random.Next(1, 6)];
        for (int i = 0; i < leaves.Length; i++) leaves[i] = tape.Variable(random.Next(-3, 4));
        var values = new List<Value<double>>(leaves) { 2.0, 0.0 };
        for (int step = 0; step < 6; step++)
        {
            Value<double>[] a = Pick(random, values), b = [.. Enumerable.Range(0, a.Length).Select(_ => values[random.Next(values.Count)])];
            Value<double> sum = random.Next(3) switch
            {
                0 => isFused ? Value<double>.Dot(a, b) : a.Zip(b, (x, y) => x * y).Aggregate((Value<double>)0.0, (x, y) => x + y),
                1 => isFused ? Value<double>.Sum(a) : a.Aggregate((Value<double>)0.0, (x, y) => x + y),
                _ when a.Length > 0 => isFused ? Value<double>.MultiplyAdd(a[0], b[0], values[^1]) : a[0] * b[0] + values[^1],
                _ => 1.0,
            };
            values.Add(Math.Abs(sum.Data) < 1000 ? sum : 1.0);
        }

        Value<double> root = values[^1];
        if (!root.IsConstant) root.Backward();
        (leaves[0] * 3).Backward();
        return [.. leaves.Select(leaf => leaf.Grad), root.Data];
    }

    private static Value<double>[] Pick(Random random, List<Value<double>> from) =>
        [.. Enumerable.Range(0, random.Next(0, 7)).Select(_ => from[random.Next(from.Count)])];

    [Fact]
    public void A_product_takes_a_node_and_two_terms_take_one()
    {
        var tape = new ValueTape<double>();
        Value<double>[] x = [.. Enumerable.Range(0, 10).Select(i => tape.Variable(i))];
        Value<double>.Dot(x, x);
        Assert.Equal(20, tape.Count);
        Value<double> sum = Value<double>.Sum(x);
        Assert.Equal(25, tape.Count);
        Value<double>.MultiplyAdd(x[0], x[1], sum);
        Assert.Equal(26, tape.Count);
    }

    [Fact]
    public void Nested_values_have_right_second_derivatives()
    {
        // f = (Σ xᵢ²)², so f″ along eᵢ, eⱼ is 8 xᵢ xⱼ, and 4 Σ x² more where i = j.
        var tape = new ValueTape<Dual<double>>();
        Value<Dual<double>>[] x = [tape.Variable(new(1, 0)), tape.Variable(new(2, 1)), tape.Variable(new(3, 0))];
        Value<Dual<double>> norm = Value<Dual<double>>.Dot(x, x);
        (norm * norm).Backward();
        Assert.Equal([16.0, 32 + 56, 48], x.Select(value => value.Grad.Tangent));
    }

    [Fact]
    public void Wrong_operands_throw_and_leave_the_tape_as_it_was()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(1), other = new ValueTape<double>().Variable(2);
        Assert.Equal("Dot: the spans hold 2 and 1 values. They must be of equal length.", Assert.Throws<ArgumentException>(() => Value<double>.Dot([x, x], [x])).Message);
        Assert.Throws<InvalidOperationException>(() => Value<double>.Dot([x, x], [x, other]));
        Assert.Throws<InvalidOperationException>(() => Value<double>.Sum(x, other));
        Assert.Throws<InvalidOperationException>(() => Value<double>.MultiplyAdd(x, x, other));
        Assert.Equal(1, tape.Count);
        Value<double> y = x * 2;
        tape.Reset();
        tape.Variable(1);
        Assert.Throws<InvalidOperationException>(() => Value<double>.Dot([y], [1.0]));
        Assert.Equal(1, tape.Count);
    }

    [Fact]
    public void Warm_sums_allocate_nothing()
    {
        var tape = new ValueTape<double>();
        var x = new Value<double>[100];
        Assert.Equal(0, Allocations.Of(() =>
        {
            tape.Reset();
            for (int i = 0; i < x.Length; i++) x[i] = tape.Variable(i);
            Value<double>.MultiplyAdd(Value<double>.Dot(x, x), Value<double>.Sum(x), x[3]).Backward();
        }));
    }
}
