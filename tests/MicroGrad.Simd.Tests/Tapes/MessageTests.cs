using Xunit;

namespace MicroGrad.Simd.Tests.Tapes;

/// <summary>Every error says which op, which values and which rule, and leaves the tape as it was.</summary>
public sealed class MessageTests : IDisposable
{
    private readonly TensorTape<double> _tape = new();
    private readonly TensorTape<double> _other = new();
    private readonly ValueTape<double> _scalars = new();

    public void Dispose()
    {
        _tape.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void Shapes() => Says<ArgumentException>(
        (() => Variable(2, 3) + Variable(4), "+: cannot broadcast [2, 3] with [4]. Aligned from the last axis, each pair of extents must be equal or contain a 1."),
        (() => Variable(2).Maximum(Variable(3)), "max: cannot broadcast [2] with [3]. Aligned from the last axis, each pair of extents must be equal or contain a 1."),
        (() => Variable(2, 3).Reshape([4]), "Reshape: [2, 3] has 6 elements and [4] has 4. A reshape must keep the number of elements."),
        (() => Variable(2, 3).MatMul(Variable(2, 3)), "MatMul: cannot multiply [2, 3] by [2, 3]. Both must have an axis, and the last extent of the first must equal the last but one of the second, or the only one of a vector."),
        (() => Variable(2, 3).MatMul(Variable(2)), "MatMul: cannot multiply [2, 3] by [2]. Both must have an axis, and the last extent of the first must equal the last but one of the second, or the only one of a vector."),
        (() => Variable(2, 3).Permute([0, 0]), "Permute: [0, 0] is not a permutation of the axes of [2, 3]. Each of 0 to 1 must be named once."),
        (() => Variable(2, 3).Sum([0, -2]), "Sum: the axes [0, -2] name axis -2 twice. Each axis may be named once."),
        (() => _tape.Variable([], [2, 0]).Max(1), "Max: shape [2, 0] has no elements along the reduced axes, and a maximum over nothing does not exist."),
        (() => _tape.Variable([], [2, 0]).Min(), "Min: shape [2, 0] has no elements along the reduced axes, and a minimum over nothing does not exist."),
        (() => _tape.Variable([1, 2, 3], [2, 2]), "Variable: 3 elements were given for shape [2, 2], which has 4."),
        (() => _tape.Constant([1, 2, 3], [2]), "Constant: 3 elements were given for shape [2], which has 2."),
        (() => new Parameter<double>("p", [2], [1]), "Parameter: 1 elements were given for shape [2], which has 2."),
        (() => Do(() => Variable(2).Backward([1, 2, 3])), "Backward: 3 elements were given for shape [2], which has 2."),
        (() => Shape.Create([1, 1, 1, 1, 1, 1, 1, 1, 1]), "Shape: [1, 1, 1, 1, 1, 1, 1, 1, 1] has 9 axes; at most 8 are supported."),
        (() => Shape.Create([2, -1]), "Shape: [2, -1] has a negative extent. Every extent must be 0 or more."),
        (() => Shape.Create([65536, 65536, 65536, 65536, 65536]), $"Shape: [65536, 65536, 65536, 65536, 65536] has more elements than one array can hold ({Array.MaxLength})."),
        (() => Variable(2, 3).LogitCrossEntropy([0]), "LogitCrossEntropy: 1 classes were given for logits [2, 3]. There must be one for each row, 2."),
        (() => _tape.Variable(1).LogitCrossEntropy([0]), "LogitCrossEntropy: the tensor [] has no axis. At least one axis is needed."),
        (() => Variable(2, 3).LogitCrossEntropy(Variable(3)), "LogitCrossEntropy: targets [3] do not fit logits [2, 3]. Both must have the same shape."),
        (() => Variable(2, 3).LayerNorm(Variable(2), Variable(3)), "LayerNorm: the gain [2] does not fit the tensor [2, 3]. It must have shape [3], one element for each of the last axis."),
        (() => Variable(2, 3).LayerNorm(Variable(3), Variable(1, 3)), "LayerNorm: the bias [1, 3] does not fit the tensor [2, 3]. It must have shape [3], one element for each of the last axis."),
        (() => Variable(2, 3).RmsNorm(1.0), "RmsNorm: the gain [] does not fit the tensor [2, 3]. It must have shape [3], one element for each of the last axis."),
        (() => _tape.Variable(1).RmsNorm(Variable(1)), "RmsNorm: the tensor [] has no axis. At least one axis is needed."),
        (() => Variable(2, 3).LogSumExp([0, -2]), "LogSumExp: the axes [0, -2] name axis -2 twice. Each axis may be named once."));

    [Fact]
    public void Axes_and_indices() => Says<ArgumentOutOfRangeException>(
        (() => Variable(2, 3).Sum(2), "Sum: there is no axis 2 in shape [2, 3]. An axis must lie in [-2, 2). (Parameter 'axis')"),
        (() => Variable(2, 3).Mean(-3), "Mean: there is no axis -3 in shape [2, 3]. An axis must lie in [-2, 2). (Parameter 'axis')"),
        (() => Variable(2, 3).Softmax(5), "Softmax: there is no axis 5 in shape [2, 3]. An axis must lie in [-2, 2). (Parameter 'axis')"),
        (() => Variable(3).Transpose(), "Transpose: there is no axis -2 in shape [3]. An axis must lie in [-1, 1). (Parameter 'axis')"),
        (() => Variable(2, 3).Slice(1, 2, 2), "Slice: 2 from 2 along axis 1 reaches outside shape [2, 3]. Start and length must be at least 0 and end within the extent. (Parameter 'start')"),
        (() => Variable(2, 3).Slice(0, -1, 1), "Slice: 1 from -1 along axis 0 reaches outside shape [2, 3]. Start and length must be at least 0 and end within the extent. (Parameter 'start')"),
        (() => Variable(2, 3).LogitCrossEntropy([0, 3]), "LogitCrossEntropy: class 3 of row 1 is outside logits [2, 3]. A class must lie in [0, 3). (Parameter 'classes')"),
        (() => Variable(2, 3).Shape[^3], "Shape: there is no axis -3 in shape [2, 3]. An axis must lie in [-2, 2). (Parameter 'axis')"),
        (() => Variable(2, 3).Shape[^0], "Shape: there is no axis 2 in shape [2, 3]. An axis must lie in [-2, 2). (Parameter 'axis')"));

    [Fact]
    public void Gradients() => Says<InvalidOperationException>(
        (() => Do(() => Variable(2, 3).Backward()), "Backward: the tensor [2, 3] has 6 elements, not one. Reduce it first (Sum, Mean), or give Backward an upstream gradient."),
        (() => Variable(2).Item, "Tensor.Item: the tensor [2] has 2 elements, not one. Reduce it first (Sum, Mean), or give Backward an upstream gradient."),
        (() => Do(() => _tape.Constant([1], [1]).Backward()), "Backward: the tensor [1] has no gradient: it depends on no variable and no parameter, or was recorded in a NoGradient scope."),
        (() => _tape.Constant([1], [1]).Grad.Length, "Tensor.Grad: the tensor [1] has no gradient: it depends on no variable and no parameter, or was recorded in a NoGradient scope."),
        (() => Variable(2).Grad.Length, "Tensor.Grad: no backward pass has run since the tape's last Reset. Call Backward on the result first."),
        (() => _scalars.Variable(1).Grad, "Value.Grad: no backward pass has run since the tape's last Reset. Call Backward on the result first."),
        (() => ((Value<double>)1.5).Grad, "Value.Grad: the value 1.5 is a constant and has no gradient. Make it with ValueTape.Variable, or compute it from a variable."),
        (() => Do(() => ((Value<double>)1.5).Backward()), "Value.Backward: the value 1.5 is a constant and has no gradient. Make it with ValueTape.Variable, or compute it from a variable."));

    [Fact]
    public void A_gradient_of_something_later_than_the_backward_pass()
    {
        Value<double> x = _scalars.Variable(1);
        x.Backward();
        Value<double> later = x * 2;
        Says<InvalidOperationException>((() => later.Grad, "Value.Grad: this was recorded after the latest backward pass. Call Backward again first."));

        Tensor<double> v = Variable(1);
        v.Backward();
        Tensor<double> after = v * 2;
        Says<InvalidOperationException>((() => after.Grad.Length, "Tensor.Grad: this was recorded after the latest backward pass. Call Backward again first."));
    }

    [Fact]
    public void Handles_from_before_a_reset()
    {
        Value<double> x = _scalars.Variable(1);
        Tensor<double> v = Variable(2), w = Variable(2);
        ParameterValues<double> parameter = _scalars.Track(new Parameter<double>("p", [1]));
        _scalars.Reset();
        _tape.Reset();
        Value<double> fresh = _scalars.Variable(2);
        Tensor<double> freshTensor = Variable(2);
        const string value = "the value was recorded before its tape's last Reset. Record it again after Reset, or reset later.";
        const string tensor = "the tensor was recorded before its tape's last Reset. Record it again after Reset, or reset later.";
        Says<InvalidOperationException>(
            (() => x + fresh, $"+: {value}"),
            (() => fresh * x, $"×: {value}"),
            (() => x / 2, $"÷: {value}"),
            (() => 2 - x, $"−: {value}"),
            (() => x.Exp(), $"exp: {value}"),
            (() => parameter[0].Exp(), $"exp: {value}"),
            (() => x.Grad, $"Value.Grad: {value}"),
            (() => Do(() => x.Backward()), $"Value.Backward: {value}"),
            (() => v + freshTensor, $"+: {tensor}"),
            (() => freshTensor * w, $"×: {tensor}"),
            (() => v.Exp(), $"exp: {tensor}"),
            (() => v.Sum(), $"Sum: {tensor}"),
            (() => v.MatMul(w), $"MatMul: {tensor}"),
            (() => v.Reshape([2, 1]), $"Reshape: {tensor}"),
            (() => v.Data.Length, $"Tensor.Data: {tensor}"),
            (() => v.Grad.Length, $"Tensor.Grad: {tensor}"),
            (() => v.Shape, $"Tensor.Shape: {tensor}"),
            (() => v.Detach(), $"Detach: {tensor}"),
            (() => Do(() => v.Backward([1, 1])), $"Backward: {tensor}"));
    }

    [Fact]
    public void Operands_of_two_tapes()
    {
        var otherScalars = new ValueTape<double>();
        const string mixed = "the operands belong to different tapes. Record both on one tape, or pass one of them as a constant (Detach, Data).";
        Says<InvalidOperationException>(
            (() => _scalars.Variable(1) * otherScalars.Variable(2), $"×: {mixed}"),
            (() => Value<double>.Max(_scalars.Variable(1), otherScalars.Variable(2)), $"max: {mixed}"),
            (() => Variable(2) - _other.Variable([1, 2], [2]), $"−: {mixed}"),
            (() => Variable(2, 2).MatMul(_other.Variable([1, 2], [2, 1])), $"MatMul: {mixed}"));
    }

    [Fact]
    public void Operands_on_no_tape()
    {
        Tensor<double> parameter = new Parameter<double>("p", [2, 2]), number = 3.0;
        const string none = "no operand is on a tape. Bind a parameter with TensorTape.Track, or a number with TensorTape.Constant.";
        Says<InvalidOperationException>(
            (() => parameter + number, $"+: {none}"),
            (() => parameter.Exp(), $"exp: {none}"),
            (() => parameter.MatMul(parameter), $"MatMul: {none}"),
            (() => number.Sum(), $"Sum: {none}"),
            (() => number.Data.Length, $"Tensor.Data: {none}"),
            (() => Do(() => parameter.Backward()), $"Backward: {none}"));
    }

    [Fact]
    public void A_disposed_tape()
    {
        var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1], [1]);
        tape.Dispose();
        tape.Dispose();
        Assert.Throws<ObjectDisposedException>(() => tape.Variable([1], [1]));
        Assert.Throws<ObjectDisposedException>(() => tape.Track(new Parameter<double>("p", [1])));
        Assert.Throws<ObjectDisposedException>(() => x.Exp());
    }

    [Fact]
    public void An_op_that_throws_records_nothing()
    {
        Tensor<double> x = Variable(2, 3), y = Variable(4);
        int count = _tape.Count;
        Assert.Throws<ArgumentException>(() => x + y);
        Assert.Throws<ArgumentException>(() => x.MatMul(y));
        Assert.Throws<ArgumentException>(() => x.Reshape([5]));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Sum(7));
        Assert.Throws<ArgumentOutOfRangeException>(() => x.Slice(0, 1, 2));
        Assert.Throws<ArgumentException>(() => x.LogitCrossEntropy(y));
        Assert.Throws<ArgumentException>(() => x.LayerNorm(y, 1.0));
        Assert.Throws<ArgumentException>(() => _tape.Variable([1], [2]));
        Assert.Equal(count, _tape.Count);
    }

    private Tensor<double> Variable(params int[] extents)
    {
        var shape = Shape.Create(extents);
        return _tape.Variable(new double[shape.ElementCount], shape);
    }

    private static void Says<TException>(params (Func<object> Act, string Message)[] cases) where TException : Exception
    {
        foreach ((Func<object> act, string message) in cases)
        {
            TException exception = Assert.Throws<TException>(act);
            Assert.Equal(message, exception.Message);
        }
    }

    private static Action Do(Action act)
    {
        act();
        return act;
    }
}
