using Xunit;

namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>The VJP of a linear function is its adjoint: ⟨Lx, g⟩ = ⟨x, Lᵀg⟩, without any differences.</summary>
public sealed class AdjointProperties
{
    [GraphProperty]
    public void The_backward_pass_of_a_linear_operation_is_its_adjoint(Recipe recipe)
    {
        var random = new Random(recipe.Seed);
        using var tape = new TensorTape<double>();
        Shape shape = GraphBuilder.RandomShape(random, recipe.Seed % 12 == 0 ? 4 * GraphBuilder.Many : GraphBuilder.Few);
        double[] numbers = GraphBuilder.Numbers(random, shape.ElementCount);

        // Views of a leaf are linear too, so L begins with up to three of them.
        var views = new List<Func<Tensor<double>, Tensor<double>>>();
        string text = $"leaf {shape}";
        Shape viewed = shape;
        for (int i = random.Next(4); i > 0; i--)
        {
            (string viewText, viewed, Func<Tensor<double>, Tensor<double>> view) = GraphBuilder.RandomView(random, viewed);
            text += $", {viewText}";
            views.Add(view);
        }

        foreach (LinearMap map in LinearOps.Over(random, tape, viewed))
        {
            Tensor<double> leaf = tape.Variable(numbers, shape);
            Tensor<double> y = map.Apply(views.Aggregate(leaf, (x, view) => view(x)));
            double[] upstream = GraphBuilder.Numbers(random, y.Shape.ElementCount);
            y.Backward(upstream);

            (double forward, double size) = Numbers.Dot(y.Data, upstream);
            (double backward, double backwardSize) = Numbers.Dot(numbers, leaf.Grad);
            Assert.True(Math.Abs(forward - backward) <= 1e-13 * Math.Max(size, backwardSize), $"{text}, {map.Text}: forward {forward:R}, backward {backward:R}");
        }
    }

    // A backward pass that is adjoint to a wrong forward pass is as wrong; on ones the right one is known.
    [GraphProperty]
    public void Over_ones_a_sum_is_how_many_there_are_and_a_mean_is_one(Recipe recipe)
    {
        var random = new Random(recipe.Seed);
        using var tape = new TensorTape<double>();
        Shape shape = GraphBuilder.RandomShape(random);
        double[] ones = new double[shape.ElementCount];
        Array.Fill(ones, 1);
        Tensor<double> x = tape.Constant(ones, shape);
        (string text, int[]? axes, bool keep, Shape reduced, int count) = GraphBuilder.RandomAxes(random, shape);
        Tensor<double> sum = axes is null ? x.Sum() : x.Sum(axes, keep), mean = axes is null ? x.Mean() : x.Mean(axes, keep);

        Assert.True(sum.Shape == reduced && mean.Shape == reduced, $"{text} of {shape} has shape {sum.Shape} or {mean.Shape}");
        foreach (double element in sum.Data) Assert.Equal(count, element);
        foreach (double element in mean.Data) Assert.Equal(count == 0 ? double.NaN : 1, element, 1e-15);
    }
}
