using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>⟨Lx, g⟩ = ⟨x, Lᵀg⟩ for every linear op, over several tiles. Numbers are whole, so both sides are equal to the last bit.</summary>
public sealed class LinearOpTests
{
    private static readonly Dictionary<string, Func<Random, Tensor<double>, Tensor<double>>> Ops = new()
    {
        ["negate"] = (random, x) => -x,
        ["scale"] = (random, x) => x * random.Next(-3, 4),
        ["add numbers"] = (random, x) => x + 0.0 - 0.0,
        ["subtract from"] = (random, x) => 0.0 - x,
        ["divide"] = (random, x) => x / 0.5,
        ["times a constant tensor"] = (random, x) => x * Constant(random, x, LargeShapes.Shrunk(random, x.Shape)),
        ["stretch over a left operand"] = (random, x) => Zeros(x, [2, .. x.Shape.Extents]) + x.Reshape([1, .. x.Shape.Extents]),
        ["stretch over a right operand"] = (random, x) => x.Reshape([.. x.Shape.Extents, 1]) - Zeros(x, [3]),
        ["add to itself"] = (random, x) => x + x,
        ["sum"] = (random, x) => x.Sum(),
        ["sum over axes"] = (random, x) => x.Sum(Axes(random, x.Shape), keepAxis: random.Next(2) == 0),
        ["mean over axes"] = (random, x) => Mean(x, Axes(random, x.Shape), keepAxis: random.Next(2) == 0),
        ["reshape"] = (random, x) => x.Reshape(Factored(random, x.Shape.ElementCount)),
        ["permute"] = Permute,
        ["transpose"] = (random, x) => x.Transpose(0, random.Next(x.Shape.Rank)),
        ["slice"] = Slice,
        ["matrix product from the left"] = (random, x) => Matrix(random, x) is var m ? m.MatMul(Constant(random, x, [m.Shape[1], random.Next(1, 6)])) : x,
        ["matrix product from the right"] = (random, x) => Matrix(random, x) is var m ? Constant(random, x, [random.Next(1, 6), m.Shape[0]]).MatMul(m) : x,
        ["product with a transposed constant"] = (random, x) => Matrix(random, x) is var m ? m.MatMul(Constant(random, x, [random.Next(1, 6), m.Shape[1]]).Transpose()) : x,
    };

    public static TheoryData<string> Names => [.. Ops.Keys];

    [Theory, MemberData(nameof(Names))]
    public void The_vector_Jacobian_product_is_the_adjoint(string name)
    {
        for (int i = 0; i < 20; i++)
        {
            var random = new Random(i);
            Assert.True(AdjointHolds(random, x => x.Shape.Rank == 0 ? x : Ops[name](random, x)), $"seed {i}");
        }
    }

    [SeedProperty]
    public void The_vector_Jacobian_product_of_a_chain_is_the_adjoint(Seed seed)
    {
        Random random = seed.Random();
        string[] names = [.. Enumerable.Range(0, random.Next(2, 6)).Select(_ => Ops.Keys.ElementAt(random.Next(Ops.Count)))];
        bool holds = AdjointHolds(random, x =>
        {
            foreach (string name in names)
                if (x.Shape.Rank is > 0 and < 6 && x.Shape.ElementCount is > 0 and < 30_000) x = Ops[name](random, x);
            return x;
        });
        Assert.True(holds, string.Join(", ", names));
    }

    private static bool AdjointHolds(Random random, Func<Tensor<double>, Tensor<double>> op)
    {
        using var tape = new TensorTape<double>();
        ViewedVariable x = ViewedVariable.Create(tape, random, LargeShapes.Random(random), () => random.Next(-4, 5));
        Tensor<double> y = op(x.View);
        double[] g = Whole(random, y.Shape.ElementCount);
        y.Backward(g);
        return Dot(y.Data, g) == Dot(x.Variable.Data, x.Variable.Grad);
    }

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        Assert.Equal(a.Length, b.Length);
        double sum = 0;
        for (int i = 0; i < a.Length; i++) sum += a[i] * b[i];
        return sum;
    }

    private static double[] Whole(Random random, int length) => [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(-4, 5))];

    private static Tensor<double> Constant(Random random, Tensor<double> beside, Shape shape) => TapeOf(beside).Constant(Whole(random, shape.ElementCount), shape);

    private static Tensor<double> Zeros(Tensor<double> beside, Shape shape) => TapeOf(beside).Constant(new double[shape.ElementCount], shape);

    private static TensorTape<double> TapeOf(Tensor<double> tensor) => tensor.Tape;

    private static int[] Axes(Random random, Shape shape) => [.. Enumerable.Range(0, shape.Rank).Where(_ => random.Next(2) == 0)];

    private static Tensor<double> Mean(Tensor<double> x, int[] axes, bool keepAxis)
    {
        // Times the count again, so that numbers stay whole; the count is a power of two where a division would round.
        int count = axes.Aggregate(1, (product, axis) => product * x.Shape[axis]);
        return int.IsPow2(count) ? x.Mean(axes, keepAxis) * count : x.Sum(axes, keepAxis);
    }

    private static Shape Factored(Random random, int length)
    {
        var extents = new List<int>();
        for (int rest = length; extents.Count < 4; rest /= extents[^1])
        {
            int[] divisors = [.. Enumerable.Range(1, Math.Min(rest, 64)).Where(divisor => rest % divisor == 0)];
            extents.Add(extents.Count == 3 ? rest : divisors[random.Next(divisors.Length)]);
        }

        return Shape.Create([.. extents]);
    }

    private static Tensor<double> Permute(Random random, Tensor<double> x)
    {
        int[] order = [.. Enumerable.Range(0, x.Shape.Rank)];
        random.Shuffle(order);
        return x.Permute(order);
    }

    private static Tensor<double> Slice(Random random, Tensor<double> x)
    {
        int axis = random.Next(x.Shape.Rank), start = random.Next(x.Shape[axis] + 1);
        return x.Slice(axis, start, random.Next(x.Shape[axis] - start + 1));
    }

    private static Tensor<double> Matrix(Random random, Tensor<double> x)
    {
        int[] divisors = [.. Enumerable.Range(1, 40).Where(divisor => x.Shape.ElementCount % divisor == 0)];
        int rows = divisors[random.Next(divisors.Length)];
        Tensor<double> matrix = x.Shape.Rank == 2 ? x : x.Reshape([rows, x.Shape.ElementCount / rows]);
        return random.Next(2) == 0 ? matrix.Transpose() : matrix;
    }
}
