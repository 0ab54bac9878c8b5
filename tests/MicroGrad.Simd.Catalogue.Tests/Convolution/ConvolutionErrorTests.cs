using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Convolution;

/// <summary>What convolutions, pools and resampling say when they cannot be.</summary>
public sealed class ConvolutionErrorTests : IDisposable
{
    private readonly TensorTape<double> _tape = new();

    public void Dispose() => _tape.Dispose();

    [Fact]
    public void Shapes() => Says<ArgumentException>(
        (() => Variable(2, 3, 4).Conv2d(Variable(2, 3, 3, 3)), "Conv2d: x [2, 3, 4] and weight [2, 3, 3, 3] do not fit. x must be [batch, channels, height, width], and the weight must have as many axes."),
        (() => Variable(2, 3, 4, 4).Conv1d(Variable(2, 3, 3)), "Conv1d: x [2, 3, 4, 4] and weight [2, 3, 3] do not fit. x must be [batch, channels, width], and the weight must have as many axes."),
        (() => Variable(2, 3, 4).Conv1d(Variable(2, 2, 3)), "Conv1d: x [2, 3, 4], weight [2, 2, 3] and groups 1 do not fit. The weight must be [filters, channels / groups, kernel], with filters and channels multiples of groups."),
        (() => Variable(2, 4, 4).Conv1d(Variable(3, 2, 3), groups: 2), "Conv1d: x [2, 4, 4], weight [3, 2, 3] and groups 2 do not fit. The weight must be [filters, channels / groups, kernel], with filters and channels multiples of groups."),
        (() => Variable(2, 0, 4).Conv1d(Variable(2, 0, 3)), "Conv1d: the weight [2, 0, 3] has no filters or no channels. It must have at least one of each."),
        (() => Variable(2, 3, 4).ConvTranspose1d(Variable(2, 3, 3)), "ConvTranspose1d: x [2, 3, 4], weight [2, 3, 3] and groups 1 do not fit. The weight must be [channels, filters / groups, kernel], with channels a multiple of groups."),
        (() => Variable(2, 3, 4).Conv1d(Variable(5, 3, 3), Variable(4)), "Conv1d: the bias [4] does not fit. It must have shape [5], one element for each filter."),
        (() => Variable(2, 3, 4).ConvTranspose1d(Variable(3, 2, 3), Variable(3)), "ConvTranspose1d: the bias [3] does not fit. It must have shape [2], one element for each filter."),
        (() => Variable(2, 3, 4, 4).Conv2d(Variable(1, 3, 5, 1)), "Conv2d: no window fits into x [2, 3, 4, 4]: the kernel is (5, 1), the padding (0, 0), the dilation (1, 1). Pad more, or take a smaller kernel."),
        (() => Variable(2, 3, 1).ConvTranspose1d(Variable(3, 1, 2), padding: 1), "ConvTranspose1d: nothing is left of x [2, 3, 1]: the kernel is (1, 2), the padding (0, 1). Pad less, or take a larger kernel."),
        (() => Variable(3, 4).MaxPool1d(2), "MaxPool1d: x [3, 4] does not fit. It must be [batch, channels, width]."),
        (() => Variable(2, 3, 4).AveragePool2d(2), "AveragePool2d: x [2, 3, 4] does not fit. It must be [batch, channels, height, width]."),
        (() => Variable(2, 3, 1, 4).MaxPool2d(2), "MaxPool2d: no window fits into x [2, 3, 1, 4]: the kernel is (2, 2), the padding (0, 0), the dilation (1, 1). Pad more, or take a smaller kernel."),
        (() => Variable(2, 3, 0).AdaptiveMaxPool1d(2), "AdaptiveMaxPool1d: x [2, 3, 0] has no elements along an axis that windows are to cover."),
        (() => Variable(2, 3, 0).UpsampleLinear1d(2), "UpsampleLinear1d: x [2, 3, 0] has no elements along an axis that windows are to cover."),
        (() => Variable(2, 3, 4).UpsampleNearest1d(), "UpsampleNearest1d: one of size and scale must be given, and not both."),
        (() => Variable(2, 3, 4, 4).UpsampleBilinear2d(2, scale: 2), "UpsampleBilinear2d: one of size and scale must be given, and not both."));

    [Fact]
    public void Numbers() => Says<ArgumentOutOfRangeException>(
        (() => Variable(2, 3, 4).Conv1d(Variable(2, 3, 3), groups: 0), "Conv1d: the groups is 0. It must be at least 1. (Parameter 'groups')"),
        (() => Variable(2, 3, 4).Conv1d(Variable(2, 3, 3), stride: 0), "Conv1d: the stride is (1, 0). It must be at least 1. (Parameter 'stride')"),
        (() => Variable(2, 3, 4, 4).Conv2d(Variable(2, 3, 3, 3), padding: (0, -1)), "Conv2d: the padding is (0, -1). It must be at least 0. (Parameter 'padding')"),
        (() => Variable(2, 3, 4, 4).Conv2d(Variable(2, 3, 3, 3), dilation: 0), "Conv2d: the dilation is (0, 0). It must be at least 1. (Parameter 'dilation')"),
        (() => Variable(2, 3, 4).Conv1d(Variable(2, 3, 0)), "Conv1d: the kernel is (1, 0). It must be at least 1. (Parameter 'kernel')"),
        (() => Variable(2, 3, 4).ConvTranspose1d(Variable(3, 2, 3), stride: 2, outputPadding: 2), "ConvTranspose1d: the outputPadding is (0, 2). It must be below the stride (1, 2) or the dilation (1, 1). (Parameter 'outputPadding')"),
        (() => Variable(2, 3, 4).MaxPool1d(3, padding: 2), "MaxPool1d: the padding is (0, 2). It must be at most half of a window: the kernel is (1, 3), the dilation (1, 1). (Parameter 'padding')"),
        (() => Variable(2, 3, 4).AdaptiveAveragePool1d(0), "AdaptiveAveragePool1d: the size is (1, 0). It must be at least 1. (Parameter 'size')"),
        (() => Variable(2, 3, 4).UpsampleLinear1d(scale: 0.1), "UpsampleLinear1d: the size is (1, 0). It must be at least 1. (Parameter 'size')"));

    [Fact]
    public void A_tape_of_its_own()
    {
        var weight = new Parameter<double>("weight", [2, 3, 3]);
        Says<InvalidOperationException>((() => ((Tensor<double>)weight).Conv1d(weight), "Conv1d: no operand is on a tape. Bind a parameter with TensorTape.Track, or a number with TensorTape.Constant."));
    }

    private Tensor<double> Variable(params int[] extents)
    {
        Shape shape = Shape.Create(extents);
        return _tape.Variable(new double[shape.ElementCount], shape);
    }

    private void Says<TException>(params (Func<object> Act, string Message)[] cases) where TException : Exception
    {
        foreach ((Func<object> act, string message) in cases)
        {
            Assert.Equal(message, Assert.Throws<TException>(() => { act(); }).Message);
            _tape.Reset();
        }
    }
}
