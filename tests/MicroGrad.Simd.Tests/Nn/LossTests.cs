using MicroGrad.Simd.Nn;
using Xunit;

namespace MicroGrad.Simd.Tests.Nn;

public sealed class LossTests
{
    [Fact]
    public void Cross_entropy_of_equal_logits_is_the_logarithm_of_the_number_of_classes()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> logits = tape.Constant(new double[12], [3, 4]);
        Assert.Equal(Math.Log(4), Loss.LogitCrossEntropy(logits, [0, 1, 3]).Item, 1e-15);
        Assert.Equal(Math.Log(4), Loss.LogitCrossEntropy(logits, tape.Constant(OneHot.Encode<double>([0, 1, 3], 4), [3, 4])).Item, 1e-15);
    }

    [Fact]
    public void Both_forms_of_cross_entropy_give_the_same_value_and_the_same_gradient()
    {
        using var tape = new TensorTape<double>();
        double[] numbers = [0.1, -2, 3, 0.5, 700, 1, -700, 0, 2];
        Tensor<double> a = tape.Variable(numbers, [3, 3]), b = tape.Variable(numbers, [3, 3]);
        int[] classes = [2, 0, 1];

        Tensor<double> byClass = Loss.LogitCrossEntropy(a, classes);
        Tensor<double> byTarget = Loss.LogitCrossEntropy(b, tape.Constant(OneHot.Encode<double>(classes, 3), [3, 3]));
        (byClass + byTarget).Backward();

        Assert.Equal(byClass.Item, byTarget.Item, 1e-12);
        for (int i = 0; i < 9; i++) Assert.Equal(a.Grad[i], b.Grad[i], 1e-15);
    }

    [Fact]
    public void Mean_squared_error_is_what_it_says()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> prediction = tape.Variable([1, 2, 3, 4], [2, 2]);
        Tensor<double> loss = Loss.MeanSquaredError(prediction, tape.Constant([1, 0, 0, 5], [2, 2]));
        loss.Backward();
        Assert.Equal(14.0 / 4, loss.Item);
        Assert.Equal([0, 1, 1.5, -0.5], prediction.Grad.ToArray());
    }

    [Fact]
    public void Hinge_counts_what_falls_short_of_the_margin_in_both_engines()
    {
        double[] scores = [2, 0.5, -0.25, -3], labels = [1, 1, 1, -1];
        using var tensors = new TensorTape<double>();
        Tensor<double> tensorScores = tensors.Variable(scores, [4]);
        Tensor<double> tensorLoss = Loss.MaxMarginHinge(tensorScores, tensors.Constant(labels, [4]));
        tensorLoss.Backward();

        var scalars = new ValueTape<double>();
        Value<double>[] values = [.. scores.Select(scalars.Variable)];
        Value<double> valueLoss = Loss.MaxMarginHinge<double>(values, labels);
        valueLoss.Backward();

        Assert.Equal((0.5 + 1.25) / 4, tensorLoss.Item);
        Assert.Equal(tensorLoss.Item, valueLoss.Data);
        Assert.Equal([0, -0.25, -0.25, 0], tensorScores.Grad.ToArray());
        Assert.Equal(tensorScores.Grad.ToArray(), values.Select(value => value.Grad));
    }

    [Fact]
    public void Losses_refuse_shapes_that_would_broadcast()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> column = tape.Constant([1, 2], [2, 1]), row = tape.Constant([1, 2], [2]);
        var squared = Assert.Throws<ArgumentException>(() => Loss.MeanSquaredError(column, row));
        Assert.Equal("MeanSquaredError: the shapes [2, 1] and [2] differ. Both must be the same.", squared.Message);
        var hinge = Assert.Throws<ArgumentException>(() => Loss.MaxMarginHinge(column, row));
        Assert.Equal("MaxMarginHinge: the shapes [2, 1] and [2] differ. Both must be the same.", hinge.Message);
        var scalar = Assert.Throws<ArgumentException>(() => Loss.MaxMarginHinge<double>([1.0], [1.0, 2.0]));
        Assert.Equal("MaxMarginHinge: 1 scores and 2 labels were given. There must be as many of each, and at least one.", scalar.Message);
    }

    [Fact]
    public void Accuracy_counts_rows_whose_largest_score_is_right()
    {
        Assert.Equal(2.0 / 3, Accuracy.Of<double>([1, 2, 0, 3, 1, 1, 5, 4, 6], [1, 1, 2]));
        Assert.Throws<ArgumentException>(() => Accuracy.Of<double>([1, 2, 3], [0, 1]));
    }
}
