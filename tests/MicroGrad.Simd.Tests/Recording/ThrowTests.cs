using MicroGrad.Simd.Recording;
using Xunit;

namespace MicroGrad.Simd.Tests.Recording;

/// <summary>Messages of errors that are out of a test's reach, or come from the base library.</summary>
public sealed class ThrowTests
{
    [Fact]
    public void A_full_tape_says_what_to_do() => Assert.Equal(
        "The tape holds 2147483591 nodes, the most that one array can. Reset it between steps.",
        Assert.Throws<InvalidOperationException>(() => Throw.TapeFull(Array.MaxLength)).Message);

    [Fact]
    public void A_disposed_tape_is_named()
    {
        var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 2], [2]);
        tape.Dispose();
        foreach (Func<object> use in (Func<object>[])[() => x + 1, () => x.Sum(), () => x.MatMul(x), () => x.Shape, () => x.Data.Length, () => x.Grad.Length, () => tape.Constant(1), () => x.Softmax()])
        {
            var error = Assert.Throws<ObjectDisposedException>(use);
            Assert.Equal(typeof(TensorTape<double>).FullName, error.ObjectName);
            Assert.Equal($"Cannot access a disposed object.\nObject name: '{error.ObjectName}'.", error.Message.ReplaceLineEndings("\n"));
        }
    }
}
