namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>A linear function of one tensor, as it is written.</summary>
internal sealed record LinearMap(string Text, Func<Tensor<double>, Tensor<double>> Apply);

/// <summary>Every linear operation, with random arguments that suit an operand's shape.</summary>
internal static class LinearOps
{
    public static IEnumerable<LinearMap> Over(Random random, TensorTape<double> tape, Shape shape)
    {
        Tensor<double> Constant(Shape of) => tape.Constant(GraphBuilder.Numbers(random, of.ElementCount), of);
        Tensor<double> Zero(Shape of) => tape.Constant(new double[of.ElementCount], of);

        yield return new("negate", x => -x);
        yield return new("plus itself", x => x + x);
        yield return new("times a number", x => x * 0.7);
        yield return new("over a number", x => x / 0.7);

        Shape other = GraphBuilder.RelatedShape(random, shape, Math.Max(GraphBuilder.Few, 4 * shape.ElementCount));
        yield return new($"add, left of {other}", x => x + Zero(other));
        yield return new($"add, right of {other}", x => Zero(other) + x);
        yield return new($"subtract, left of {other}", x => x - Zero(other));
        yield return new($"subtract, right of {other}", x => Zero(other) - x);
        Tensor<double> factor = Constant(other);
        yield return new($"multiply, left of {other}", x => x * factor);
        yield return new($"multiply, right of {other}", x => factor * x);
        yield return new($"divide by {other}", x => x / factor);

        (string sumText, int[]? sumAxes, bool sumKeep, _, _) = GraphBuilder.RandomAxes(random, shape);
        yield return new($"sum {sumText}", x => sumAxes is null ? x.Sum() : x.Sum(sumAxes, sumKeep));
        (string meanText, int[]? meanAxes, bool meanKeep, _, int count) = GraphBuilder.RandomAxes(random, shape);
        if (count > 0) yield return new($"mean {meanText}", x => meanAxes is null ? x.Mean() : x.Mean(meanAxes, meanKeep));

        for (int i = 0; i < 4; i++)
        {
            (string text, _, Func<Tensor<double>, Tensor<double>> view) = GraphBuilder.RandomView(random, shape);
            yield return new(text, view);
        }

        if (shape.Rank != 2) yield break;
        int extent = random.Next(8) == 0 ? 0 : random.Next(1, 20);
        Tensor<double> right = Constant([shape[1], extent]), rightTransposed = Constant([extent, shape[1]]).Transpose();
        yield return new($"matmul, left of {right.Shape}", x => x.MatMul(right));
        yield return new($"matmul, left of {right.Shape} transposed", x => x.MatMul(rightTransposed));
        Tensor<double> left = Constant([extent, shape[0]]), leftTransposed = Constant([shape[0], extent]).Transpose();
        yield return new($"matmul, right of {left.Shape}", x => left.MatMul(x));
        yield return new($"matmul, right of {left.Shape} transposed", x => leftTransposed.MatMul(x));
        Tensor<double> part = Constant([shape[1] + 2, extent + 1]).Slice(0, 1, shape[1]).Slice(1, 1, extent);
        yield return new($"matmul, left of a part {part.Shape}", x => x.MatMul(part));
    }
}
