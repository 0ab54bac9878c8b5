using Xunit;

namespace MicroGrad.Simd.Tests.Scalars;

/// <summary>What comes out of a scope without gradient.</summary>
public sealed class NoGradientTests
{
    private readonly ValueTape<double> _tape = new();

    [Fact]
    public void Detach_takes_a_result_of_the_scope_past_a_reset()
    {
        Value<double> inside = Inside(_tape.Variable(2)).Detach();
        _tape.Reset();
        Value<double> x = _tape.Variable(5), y = x * inside;
        y.Backward();
        Assert.Equal((20.0, 4.0), (y.Data, x.Grad));
    }

    [Fact]
    public void Detach_takes_a_result_of_the_scope_to_another_tape()
    {
        Value<double> inside = Inside(_tape.Variable(2)).Detach();
        var other = new ValueTape<double>();
        Value<double> x = other.Variable(5), y = inside / x;
        y.Backward();
        Assert.Equal((0.8, -0.16), (y.Data, x.Grad));
    }

    [Fact]
    public void A_reset_inside_the_scope_does_not_end_it()
    {
        using (_tape.NoGradient())
        {
            _tape.Reset();
            Assert.True(Inside(_tape.Variable(2)).IsConstant);
            Assert.Equal(0, _tape.Count);
        }

        Assert.False(_tape.Variable(2).IsConstant);
    }

    [Fact]
    public void A_backward_pass_may_run_inside_the_scope()
    {
        Value<double> x = _tape.Variable(3), y = x * x;
        using (_tape.NoGradient()) y.Backward();
        Assert.Equal(6, x.Grad);
    }

    [Fact]
    public void Disposing_a_scope_twice_ends_one_scope()
    {
        NoGradientScope outer = _tape.NoGradient(), inner = _tape.NoGradient();
        inner.Dispose();
        inner.Dispose();
        Assert.True(_tape.Variable(1).IsConstant);
        outer.Dispose();
        Assert.False(_tape.Variable(1).IsConstant);
    }

    private Value<double> Inside(Value<double> x)
    {
        using (_tape.NoGradient()) return x * x;
    }
}
