using MicroGrad.Simd.Shapes;
using MicroGrad.Simd.Tests.Shapes;
using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>Broadcasting and views over several tiles against plain loops. Numbers are such that every result is exact, in any order.</summary>
public sealed class LargeElementwiseTests
{
    private sealed record TwoOp(
        string Name, Func<Tensor<double>, Tensor<double>, Tensor<double>> OnTensors, Func<double, double, double> Apply,
        Func<double, double, double> Left, Func<double, double, double> Right);

    private sealed record OneOp(string Name, Func<Tensor<double>, Tensor<double>> OnTensor, Func<double, double> Apply, Func<double, double> Slope);

    private static readonly TwoOp[] TwoOps =
    [
        new("+", (a, b) => a + b, (a, b) => a + b, (a, b) => 1, (a, b) => 1),
        new("-", (a, b) => a - b, (a, b) => a - b, (a, b) => 1, (a, b) => -1),
        new("*", (a, b) => a * b, (a, b) => a * b, (a, b) => b, (a, b) => a),
        new("/", (a, b) => a / b, (a, b) => a / b, (a, b) => 1 / b, (a, b) => -a / (b * b)),
        new("max", (a, b) => a.Maximum(b), Math.Max, (a, b) => a > b ? 1 : a == b ? 0.5 : 0, (a, b) => b > a ? 1 : a == b ? 0.5 : 0),
        new("min", (a, b) => a.Minimum(b), Math.Min, (a, b) => a < b ? 1 : a == b ? 0.5 : 0, (a, b) => b < a ? 1 : a == b ? 0.5 : 0),
    ];

    private static readonly OneOp[] OneOps =
    [
        new("neg", x => -x, x => -x, x => -1),
        new("abs", x => x.Abs(), Math.Abs, x => Math.Sign(x)),
        new("relu", x => x.Relu(), x => Math.Max(x, 0), x => x > 0 ? 1 : 0),
        new("square", x => x.Pow(2), x => x * x, x => 2 * x),
    ];

    [SeedProperty]
    public void Two_operands(Seed seed)
    {
        Random random = seed.Random();
        using var tape = new TensorTape<double>();
        Shape shape = LargeShapes.Random(random);
        TwoOp op = TwoOps[random.Next(TwoOps.Length)];
        Func<double> powerOfTwo = () => random.Next(8) switch { 0 => -1, 1 => 2, 2 => -2, 3 => 4, 4 => 0.5, 5 => 0.25, 6 => -4, _ => 1 };
        ViewedVariable a = ViewedVariable.Create(tape, random, LargeShapes.Shrunk(random, shape), powerOfTwo);
        ViewedVariable b = random.Next(8) == 0 ? a : ViewedVariable.Create(tape, random, LargeShapes.Shrunk(random, shape), powerOfTwo);
        Tensor<double> y = op.OnTensors(a.View, b.View);
        double[] upstream = [.. Enumerable.Range(0, y.Shape.ElementCount).Select(_ => (double)random.Next(-9, 10))];
        y.Backward(upstream);

        double[] da = new double[a.Offsets.Length], db = new double[b.Offsets.Length], expected = new double[upstream.Length];
        int[] fromA = Layouts.Offsets(Layout.Contiguous(a.View.Shape).BroadcastTo(y.Shape)), fromB = Layouts.Offsets(Layout.Contiguous(b.View.Shape).BroadcastTo(y.Shape));
        ReadOnlySpan<double> dataA = a.Variable.Data, dataB = b.Variable.Data;
        for (int i = 0; i < expected.Length; i++)
        {
            double left = dataA[a.Offsets[fromA[i]]], right = dataB[b.Offsets[fromB[i]]];
            expected[i] = op.Apply(left, right);
            da[fromA[i]] += upstream[i] * op.Left(left, right);
            db[fromB[i]] += upstream[i] * op.Right(left, right);
        }

        AssertSame(expected, y.Data, op.Name);
        if (a == b)
        {
            AssertSame(a.Grad([.. da.Zip(db, (left, right) => left + right)]), a.Variable.Grad, $"{op.Name}, both");
            return;
        }

        AssertSame(a.Grad(da), a.Variable.Grad, $"{op.Name}, left");
        AssertSame(b.Grad(db), b.Variable.Grad, $"{op.Name}, right");
    }

    [SeedProperty]
    public void One_operand(Seed seed)
    {
        Random random = seed.Random();
        using var tape = new TensorTape<double>();
        OneOp op = OneOps[random.Next(OneOps.Length)];
        ViewedVariable x = ViewedVariable.Create(tape, random, LargeShapes.Random(random), () => random.Next(-5, 6));
        Tensor<double> y = op.OnTensor(x.View);
        double[] upstream = [.. Enumerable.Range(0, y.Shape.ElementCount).Select(_ => (double)random.Next(-9, 10))];
        y.Backward(upstream);

        double[] data = x.Elements();
        AssertSame(Array.ConvertAll(data, at => op.Apply(at)), y.Data, op.Name);
        AssertSame(x.Grad([.. data.Zip(upstream, (at, dy) => op.Slope(at) * dy)]), x.Variable.Grad, op.Name);
    }

    private static void AssertSame(double[] expected, ReadOnlySpan<double> actual, string context)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            if (expected[i] != actual[i]) Assert.Fail($"{context}: element {i} of {expected.Length} is {actual[i]}, expected {expected[i]}.");
    }
}
