using FsCheck;
using FsCheck.Xunit;
using MicroGrad.Simd.Testing;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.UserDefined;

/// <summary>Ops that a user defines, checked with what a user has: the public kit.</summary>
public sealed class UserOpTests
{
    [Property]
    public Property An_elementwise_op_has_a_gradient() => GradientProperties.Hold(draw => draw.Tensor().Apply<Cube>());

    [Property]
    public Property An_elementwise_op_of_two_operands_broadcasts() => GradientProperties.Hold(draw =>
    {
        Tensor<double> a = draw.Tensor();
        return Tensor<double>.Apply<Grow>(a, draw.Tensor(draw.BroadcastsWith(a.Shape)));
    });

    [Property]
    public Property An_op_on_whole_tensors_has_a_gradient()
    {
        var op = new WeightedRows();
        return GradientProperties.Hold(draw =>
        {
            Tensor<double> x = draw.Tensor(draw.Shape(2, 2));
            return op.Apply(x, draw.Tensor([x.Shape[0]]), draw.Tensor([x.Shape[1]]));
        });
    }

    [Property]
    public Property An_op_may_have_any_number_of_operands()
    {
        var op = new Total();
        return GradientProperties.Hold(draw =>
        {
            Tensor<double> first = draw.Tensor();
            var operands = new Tensor<double>[draw.Integer(1, 12)];
            for (int i = 0; i < operands.Length; i++) operands[i] = i % 3 == 0 ? first : draw.Tensor(first.Shape);
            return op.Apply(operands);
        });
    }

    [Fact]
    public void A_slope_that_is_wrong_by_a_thousandth_is_found() =>
        Assert.ThrowsAny<Exception>(() => Check.One(Config.QuickThrowOnFailure, GradientProperties.Hold(draw => draw.Tensor().Apply<AlmostCube>())));

    [Fact]
    public void Scalars_apply_the_same_op()
    {
        var tape = new ValueTape<double>();
        Value<double> x = tape.Variable(2), y = x.Apply<Cube>(), z = Value<double>.Apply<Grow>(y, x);
        z.Backward();
        Assert.Equal(8, y.Data);
        Assert.Equal(8 * Math.Exp(2), z.Data);
        Assert.Equal((12 + 8) * Math.Exp(2), x.Grad, 1e-12);
        Assert.Equal(8, Value<double>.Apply<Grow>(8, 0).Data);
    }

    [Fact]
    public void An_operand_that_can_have_no_gradient_throws_where_one_is_wanted()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 5], [2]), y = tape.Constant([2, 4], [2]);
        var above = new Above();
        InvalidOperationException thrown = Assert.Throws<InvalidOperationException>(() => above.Apply(x, y));
        Assert.Equal("above: operand 0 [2] wants a gradient, and the op has none for it. Pass it as a constant (Detach), or record in a NoGradient scope.", thrown.Message);
        Assert.Equal([0, 1], above.Apply(x.Detach(), y).Data.ToArray());
        using (tape.NoGradient()) Assert.Equal([0, 1], above.Apply(x, y).Data.ToArray());
    }

    [Fact]
    public void What_cannot_be_applied_says_why_and_records_nothing()
    {
        using var tape = new TensorTape<double>();
        Tensor<double> x = tape.Variable([1, 5], [2]);
        int before = tape.Count;
        var op = new WeightedRows();
        Assert.StartsWith("weighted rows: no operands were given.", Assert.Throws<ArgumentException>(() => op.Apply()).Message, StringComparison.Ordinal);
        Assert.StartsWith("weighted rows: x must be a matrix", Assert.Throws<ArgumentException>(() => op.Apply(1.0, x, 3.0)).Message, StringComparison.Ordinal);
        Assert.StartsWith("weighted rows: no operand is on a tape.", Assert.Throws<InvalidOperationException>(() => op.Apply(1.0, 2.0)).Message, StringComparison.Ordinal);
        Assert.Equal(before, tape.Count);
    }

    [Fact]
    public void A_warm_step_allocates_nothing()
    {
        var op = new WeightedRows();
        using var tape = new TensorTape<double>();
        var x = new Parameter<double>("x", [3, 4]);
        void Step()
        {
            tape.Reset();
            Tensor<double> rows = op.Apply(x, tape.Constant([1, 2, 3], [3]), tape.Constant([1, 2, 3, 4], [4]));
            Tensor<double>.Apply<Grow>(rows.Apply<Cube>(), rows).Sum().Backward();
        }

        Assert.Equal(0, Warm.Allocated(Step));
    }
}
