using Xunit;

namespace MicroGrad.Simd.Tests.Gradients;

public sealed class GradientCheckTests
{
    private const double Tight = 1e-9, AThousandth = 1e-3;

    [Fact]
    public void A_right_gradient_of_scalars_passes()
    {
        GradientReport report = GradientCheck.Compare(x => (x[0] * x[1]).Sin() + (x[1] / x[2]).Exp() - x[0].Tanh().Pow(3), 0.7, -1.3, 2.1);
        Assert.True(report.Passed(Tight), report.ToString());
        Assert.Equal(3, report.Entries.Count);
        Assert.Equal(Math.Exp(-1.3 / 2.1) * 1.3 / (2.1 * 2.1), report.Entries[2].Numeric, 1e-12);
    }

    [Fact]
    public void A_right_gradient_of_tensors_passes()
    {
        GradientReport report = GradientCheck.Compare(
            x => (x[0].MatMul(x[1]) + x[2]).Tanh().Softmax(0),
            ([0.1, -0.4, 0.7, 1.2, 0.3, -0.9], [2, 3]), ([0.5, 0.2, -0.1, 0.8, 1.1, -0.6], [3, 2]), ([0.25, -0.5], [2]));
        Assert.True(report.Passed(Tight), report.ToString());
        Assert.Equal(14, report.Entries.Count);
    }

    [Theory]
    [InlineData(0.01), InlineData(1.0), InlineData(1e8)]
    public void A_right_gradient_passes_at_any_scale(double scale)
    {
        GradientReport report = GradientCheck.Compare(x => (x[0] / scale).Sin() * x[1].Sqrt(), scale, 0.01);
        Assert.True(report.Passed(1e-7), report.ToString());
    }

    [Fact]
    public void A_kink_or_the_edge_of_a_domain_near_the_point_does_no_harm()
    {
        GradientReport report = GradientCheck.Compare(x => x[0].Relu() + x[1].Abs() + x[2].Log(), 0.001, -0.0004, 0.003);
        Assert.True(report.Passed(1e-8), report.ToString());
    }

    // At the first step the function is 10¹⁶ times what it is at the point.
    [Fact]
    public void A_function_that_explodes_within_the_first_steps_is_checked_by_the_smaller_ones()
    {
        GradientReport right = GradientCheck.Compare(x => Tower(x[0]), 1.732), wrong = GradientCheck.Compare(x => Wrong(Tower(x[0]), AThousandth), 1.732);
        Assert.True(right.Passed(1e-9), right.ToString());
        Assert.False(wrong.Passed());
        Assert.Equal(AThousandth, wrong.Worst!.Value.Error, 1e-5);

        static Value<double> Tower(Value<double> x)
        {
            Value<double> y = x.Exp() * 0.7077207819299877;
            for (int i = 0; i < 3; i++) y = y.Pow(y) / 64;
            return y;
        }
    }

    [Fact]
    public void A_slope_of_scalars_that_is_wrong_by_a_thousandth_fails()
    {
        GradientReport report = GradientCheck.Compare(x => Wrong(x[0].Sin() * x[1], AThousandth), 0.7, 1.3);
        Assert.False(report.Passed());
        Assert.All(report.Entries, entry => Assert.Equal(AThousandth, entry.Error, 1e-5));
    }

    [Fact]
    public void A_wrong_slope_towards_one_scalar_fails_and_is_named()
    {
        GradientReport report = GradientCheck.Compare(x => x[0] * x[1] + Wrong(x[2].Exp(), AThousandth) + x[3], 0.7, 1.3, -0.2, 5);
        Assert.False(report.Passed());
        Assert.Equal((2, 0), (report.Worst!.Value.Operand, report.Worst.Value.Index));
        Assert.Equal(Math.Exp(-0.2) * (1 + AThousandth), report.Worst.Value.Analytic, 1e-12);
        Assert.Equal(Math.Exp(-0.2), report.Worst.Value.Numeric, 1e-10);
        Assert.Contains("operand 2, index 0", report.ToString(), StringComparison.Ordinal);
        Assert.All(report.Entries.Where(entry => entry.Operand != 2), entry => Assert.InRange(entry.Error, 0, Tight));
    }

    [Fact]
    public void A_slope_of_tensors_that_is_wrong_by_a_thousandth_fails()
    {
        GradientReport report = GradientCheck.Compare(
            x => Wrong(x[0].Sin() * x[1], AThousandth), ([0.7, 1.3, -0.4], [3]), ([2, -1], [2, 1]));
        Assert.False(report.Passed());
        Assert.All(report.Entries, entry => Assert.InRange(entry.Error, 0.9 * AThousandth, 1.1 * AThousandth));
    }

    [Fact]
    public void A_wrong_slope_in_one_element_of_a_tensor_fails_and_is_named()
    {
        GradientReport report = GradientCheck.Compare(
            x => x[0] * x[1] + Wrong(x[1].Slice(1, 2, 1).Slice(0, 1, 1).Tanh(), AThousandth),
            ([0.7, 1.3, -0.4, 0.1, 0.2, 0.3], [2, 3]), ([0.6, 0.9, 0.8, -0.5, 0.35, 0.25], [2, 3]));
        Assert.False(report.Passed());
        Assert.Equal((1, 5), (report.Worst!.Value.Operand, report.Worst.Value.Index));
        Assert.Contains("operand 1, index 5", report.ToString(), StringComparison.Ordinal);
        Assert.Single(report.Entries, entry => entry.Error > Tight);
    }

    [Fact]
    public void A_gradient_that_is_cut_off_fails()
    {
        Assert.False(GradientCheck.Compare(x => x[0] * x[1].Detach(), 2, 3).Passed());
        Assert.False(GradientCheck.Compare(x => (x[0] * x[1]).Detach(), ([2], [1]), ([3], [1])).Passed());
    }

    [Fact]
    public void A_gradient_that_is_not_finite_fails()
    {
        GradientReport report = GradientCheck.Compare(x => x[0] + x[1].Sqrt(), 1, 0);
        Assert.False(report.Passed(double.MaxValue));
        Assert.Equal(1, report.Worst!.Value.Operand);
        Assert.Equal(double.PositiveInfinity, report.LargestError);
    }

    [Fact]
    public void A_function_that_does_not_depend_on_an_input_has_gradient_0_there()
    {
        Assert.True(GradientCheck.Compare(x => 3.0, 1, 2).Passed(0));
        Assert.True(GradientCheck.Compare(x => x[1], 1, 2).Passed(1e-12));
        Assert.True(GradientCheck.Compare(x => 3.0, ([1, 2], [2])).Passed(0));
        Assert.True(GradientCheck.Compare(x => x[1], ([1, 2], [2]), ([1], [])).Passed(1e-12));
    }

    [Fact]
    public void Inputs_without_elements_give_no_entries()
    {
        GradientReport report = GradientCheck.Compare(x => x[0].Exp(), (Array.Empty<double>(), [0, 3]));
        Assert.Empty(report.Entries);
        Assert.Null(report.Worst);
        Assert.Equal(0, report.LargestError);
        Assert.True(report.Passed(0));
        Assert.Equal("0 entries", report.ToString());
    }

    [Fact]
    public void The_error_is_relative_and_absolute_below_the_floor()
    {
        Assert.Equal(0.5, new GradientEntry(0, 0, 2, 4).Error);
        Assert.Equal(0.5, new GradientEntry(0, 0, 4, 2).Error);
        Assert.Equal(1e-6, new GradientEntry(0, 0, 1e-9, 0).Error, 1e-18);
        Assert.Equal(double.PositiveInfinity, new GradientEntry(0, 0, double.NaN, 0).Error);
    }

    [Fact]
    public void The_report_reads_as_a_sentence()
    {
        GradientReport report = GradientCheck.Compare(x => Wrong(x[0], 0.5) * x[1], 2, 4);
        Assert.Equal("2 entries; the worst is operand 0, index 0: analytic 6, numeric 4, error 0.333", report.ToString());
    }

    [Fact]
    public void Bad_input_is_named()
    {
        var noScalars = Assert.Throws<ArgumentException>(() => GradientCheck.Compare((Value<double>[] x) => x[0], []));
        Assert.Contains("there is no input", noScalars.Message, StringComparison.Ordinal);
        var noTensors = Assert.Throws<ArgumentException>(() => GradientCheck.Compare((Tensor<double>[] x) => x[0]));
        Assert.Contains("there is no input", noTensors.Message, StringComparison.Ordinal);
        var notFinite = Assert.Throws<ArgumentException>(() => GradientCheck.Compare(x => x[0] + x[1], 1, double.NaN));
        Assert.Contains("input 1 is NaN", notFinite.Message, StringComparison.Ordinal);
        var elementNotFinite = Assert.Throws<ArgumentException>(() => GradientCheck.Compare(x => x[0], ([1, double.PositiveInfinity], [2])));
        Assert.Contains("input 0, element 1 is", elementNotFinite.Message, StringComparison.Ordinal);
        var wrongLength = Assert.Throws<ArgumentException>(() => GradientCheck.Compare(x => x[0], ([1, 2, 3], [2])));
        Assert.Contains("3 elements were given for shape [2]", wrongLength.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => GradientCheck.Compare(null!, 1));
        Assert.Throws<ArgumentNullException>(() => GradientCheck.Compare(x => x[0], (null!, [2])));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Compare(x => x[0], 1).Passed(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Compare(x => x[0], 1).Passed(double.NaN));
    }

    [Fact]
    public void A_result_of_another_tape_is_refused()
    {
        Value<double> scalar = new ValueTape<double>().Variable(1);
        Assert.Throws<InvalidOperationException>(() => GradientCheck.Compare(x => scalar, 1));
        Tensor<double> tensor = new TensorTape<double>().Variable(1);
        Assert.Throws<InvalidOperationException>(() => GradientCheck.Compare(x => tensor, ([1], [])));
    }

    [Fact]
    public void A_result_whose_shape_depends_on_the_values_is_refused()
    {
        var thrown = Assert.Throws<InvalidOperationException>(
            () => GradientCheck.Compare(x => x[0].Data[0] > 1 ? x[0].Slice(0, 0, 1) : x[0], ([1, 2], [2])));
        Assert.Contains("changed from [2] to [1]", thrown.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_callers_numbers_are_left_alone()
    {
        double[] values = [1, 2];
        GradientCheck.Compare(x => { Array.Clear(x); return 0.0; }, ((double[])values, [2]));
        Assert.Equal([1, 2], values);
    }

    /// <summary>The same number, with a slope that is too large by a part of itself.</summary>
    private static Value<double> Wrong(Value<double> y, double part) => y + part * (y - y.Detach());

    private static Tensor<double> Wrong(Tensor<double> y, double part) => y + part * (y - y.Detach());
}
