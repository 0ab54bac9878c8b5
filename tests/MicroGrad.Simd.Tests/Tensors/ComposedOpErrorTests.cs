using Xunit;

namespace MicroGrad.Simd.Tests.Tensors;

/// <summary>An op made of others tells its own name when it is misused, and records nothing.</summary>
public sealed class ComposedOpErrorTests : IDisposable
{
    private const string Stale = "the tensor was recorded before its tape's last Reset. Record it again after Reset, or reset later.";
    private const string NoTape = "no operand is on a tape. Bind a parameter with TensorTape.Track, or a number with TensorTape.Constant.";
    private const string Mixed = "the operands belong to different tapes. Record both on one tape, or pass one of them as a constant (Detach, Data).";

    private readonly TensorTape<double> _tape = new(), _other = new();

    public void Dispose()
    {
        _tape.Dispose();
        _other.Dispose();
    }

    [Fact]
    public void On_a_tensor_from_before_a_reset()
    {
        Tensor<double> x = _tape.Variable(new double[6], [2, 3]);
        _tape.Reset();
        Tensor<double> fresh = _tape.Variable(new double[6], [2, 3]);
        Says($"Softmax: {Stale}", () => x.Softmax());
        Says($"LogSoftmax: {Stale}", () => x.LogSoftmax(0));
        Says($"Transpose: {Stale}", () => x.Transpose());
        Says($"Mean: {Stale}", () => x.Mean(0));
        Says($"Max: {Stale}", () => x.Max());
        Says($"LogitCrossEntropy: {Stale}", () => x.LogitCrossEntropy(fresh));
        Says($"LogitCrossEntropy: {Stale}", () => fresh.LogitCrossEntropy(x));
        Says($"LogitCrossEntropy: {Stale}", () => x.LogitCrossEntropy([0, 1]));
        Assert.Equal(1, _tape.Count);
    }

    [Fact]
    public void On_a_parameter_that_is_on_no_tape()
    {
        Tensor<double> p = new Parameter<double>("p", [2, 3]);
        Says($"Softmax: {NoTape}", () => p.Softmax());
        Says($"LogSoftmax: {NoTape}", () => p.LogSoftmax(0));
        Says($"Transpose: {NoTape}", () => p.Transpose());
        Says($"LogitCrossEntropy: {NoTape}", () => p.LogitCrossEntropy(p));
    }

    [Fact]
    public void On_operands_of_two_tapes()
    {
        Tensor<double> x = _tape.Variable(new double[6], [2, 3]), y = _other.Variable(new double[6], [2, 3]);
        Says($"LogitCrossEntropy: {Mixed}", () => x.LogitCrossEntropy(y));
        Assert.Equal((1, 1), (_tape.Count, _other.Count));
    }

    [Fact]
    public void Logits_may_be_a_parameter_whose_targets_are_on_a_tape()
    {
        var logits = new Parameter<double>("logits", [1, 2], [0, 0]);
        logits.AsTensor().LogitCrossEntropy(_tape.Constant([1, 0], [1, 2])).Backward();
        Assert.Equal([-0.5, 0.5], logits.Grad.ToArray());
    }

    [Fact]
    public void A_parameter_of_a_wrong_shape_is_not_recorded()
    {
        var p = new Parameter<double>("p", [2]);
        Tensor<double> x = _tape.Variable(new double[3], [3]);
        Assert.Throws<ArgumentException>(() => x + p);
        Assert.Throws<ArgumentException>(() => x.MatMul(p));
        Assert.Throws<ArgumentException>(() => p * x);
        Assert.Equal(1, _tape.Count);
        Assert.Empty(_tape.Unreached(x.Sum()));
    }

    [Fact]
    public void A_number_beside_a_tensor_from_before_a_reset_is_not_recorded()
    {
        Tensor<double> x = _tape.Variable(new double[3], [3]);
        _tape.Reset();
        Says($"×: {Stale}", () => 2 * x);
        Assert.Equal(0, _tape.Count);
    }

    private static void Says(string message, Func<object> act) => Assert.Equal(message, Assert.Throws<InvalidOperationException>(act).Message);
}

file static class ParameterExtensions
{
    public static Tensor<T> AsTensor<T>(this Parameter<T> parameter) where T : unmanaged, System.Numerics.IFloatingPointIeee754<T> => parameter;
}
