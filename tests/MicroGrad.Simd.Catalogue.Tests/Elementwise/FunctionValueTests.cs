using System.Runtime.InteropServices;
using Xunit;

namespace MicroGrad.Simd.Catalogue.Tests.Elementwise;

/// <summary>Functions against their definitions, where the op uses another formula than the definition's.</summary>
public sealed class FunctionValueTests : IDisposable
{
    private static readonly double[] Points = [-12, -3, -2.5, -1, -0.3, -1e-3, 0, 1e-3, 0.2, 1, 2.9, 3, 5, 12];

    private readonly TensorTape<double> _tape = new();

    public static TheoryData<string> Names => [.. Functions.Keys];

    private static Dictionary<string, (Func<Tensor<double>, Tensor<double>> Op, Func<double, double> Definition)> Functions { get; } = new()
    {
        ["sign"] = (x => x.Sign(), x => Math.Sign(x)),
        ["reciprocal sqrt"] = (x => x.Abs().ReciprocalSqrt(), x => Math.Pow(Math.Abs(x), -0.5)),
        ["selu"] = (x => x.Selu(), x => 1.0507009873554805 * (x > 0 ? x : 1.6732632423543772 * (Math.Exp(x) - 1))),
        ["elu"] = (x => x.Elu(0.7), x => x > 0 ? x : 0.7 * (Math.Exp(x) - 1)),
        ["leaky relu"] = (x => x.LeakyRelu(), x => x > 0 ? x : 0.01 * x),
        ["silu"] = (x => x.Silu(), x => x / (1 + Math.Exp(-x))),
        ["mish"] = (x => x.Mish(), x => x * Math.Tanh(Math.Log(1 + Math.Exp(x)))),
        ["hard swish"] = (x => x.HardSwish(), x => x * Math.Clamp(x + 3, 0, 6) / 6),
        ["hard sigmoid"] = (x => x.HardSigmoid(), x => Math.Clamp(x + 3, 0, 6) / 6),
        ["log sigmoid"] = (x => x.LogSigmoid(), x => Math.Log(1 / (1 + Math.Exp(-x)))),
        ["softsign"] = (x => x.Softsign(), x => x / (1 + Math.Abs(x))),
        ["expm1"] = (x => x.ExpM1(), x => Math.Exp(x) - 1),
        ["log1p"] = (x => x.Abs().LogP1(), x => Math.Log(1 + Math.Abs(x))),
        ["clamp"] = (x => x.Clamp(-1, 2.5), x => Math.Clamp(x, -1, 2.5)),
        ["clamp from below"] = (x => x.Clamp(-1, null), x => Math.Max(x, -1)),
        ["remainder"] = (x => x.Remainder(-1.7), x => x - Math.Floor(x / -1.7) * -1.7),
        ["round"] = (x => x.Round(), x => Math.Round(x, MidpointRounding.ToEven)),
    };

    public void Dispose() => _tape.Dispose();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_function_is_its_definition(string name)
    {
        (Func<Tensor<double>, Tensor<double>> op, Func<double, double> definition) = Functions[name];
        ReadOnlySpan<double> y = op(_tape.Constant(Points, [Points.Length])).Data;
        for (int i = 0; i < Points.Length; i++)
        {
            double expected = definition(Points[i]);
            if (double.IsInfinity(expected)) Assert.Equal(expected, y[i]);
            else Assert.Equal(expected, y[i], 1e-13 * Math.Max(1, Math.Abs(expected)));
        }
    }

    [Fact]
    public void Near_zero_no_digits_are_lost()
    {
        foreach (double x in (double[])[1e-3, -1e-3, 1e-8, -1e-8, 1e-15, 1e-300])
        {
            // Series to the fifth power.
            double expM1 = x * (1 + x / 2 * (1 + x / 3 * (1 + x / 4 * (1 + x / 5)))), log1P = x * (1 - x * (1 / 2.0 - x * (1 / 3.0 - x * (1 / 4.0 - x * (1 / 5.0 - x / 6)))));
            Assert.Equal(1, _tape.Constant(x).ExpM1().Item / expM1, 1e-15);
            Assert.Equal(1, _tape.Constant(x).LogP1().Item / log1P, 1e-15);
            Assert.Equal(1, _tape.Constant(x).Asinh().Item / (x * (1 - x * x / 6)), 1e-10);
            if (x < 0) Assert.Equal(1, _tape.Constant(x).Elu().Item / expM1, 1e-15);
        }
    }

    [Fact]
    public void Limits_are_reached()
    {
        const double infinity = double.PositiveInfinity;
        Check(x => x.Silu(), [-0.0, infinity], [0, 1]);
        Check(x => x.Mish(), [-0.0, infinity], [0, 1]);
        Check(x => x.HardSwish(), [-0.0, infinity], [0, 1]);
        Check(x => x.Softsign(), [-1, 1], [0, 0]);
        Check(x => x.ExpM1(), [-1, infinity], [0, infinity]);
        Check(x => x.Elu(), [-1, infinity], [0, 1]);
        Check(x => x.LogSigmoid(), [-infinity, 0], [1, 0]);
        Check(x => x.Clamp(-2, 3), [-2, 3], [0, 0]);

        void Check(Func<Tensor<double>, Tensor<double>> function, double[] expected, double[] slopes)
        {
            Tensor<double> x = _tape.Variable([-infinity, infinity], [2]), y = function(x);
            y.Backward([1, 1]);
            Assert.Equal(expected, y.Data.ToArray());
            Assert.Equal(slopes, x.Grad.ToArray());
        }
    }

    [Fact]
    public void A_clamped_number_at_its_bound_keeps_its_gradient_and_beyond_it_the_bound_has_it()
    {
        Tensor<double> x = _tape.Variable([-3, -1, 0, 2, 5], [5]), low = _tape.Variable(-1), high = _tape.Variable(2);
        x.Clamp(low, high).Backward([1, 1, 1, 1, 1]);
        Assert.Equal([0, 1, 1, 1, 0], x.Grad.ToArray());
        Assert.Equal([1], low.Grad.ToArray());
        Assert.Equal([1], high.Grad.ToArray());
    }

    [Fact]
    public void A_remainder_has_the_sign_of_the_divisor()
    {
        Tensor<double> a = _tape.Constant([5, -5, 5, -5, 6], [5]), b = _tape.Constant([3, 3, -3, -3, 3], [5]);
        Assert.Equal([2, 1, -1, -2, 0], a.Remainder(b).Data.ToArray());
    }

    [Fact]
    public void A_slope_can_be_learned()
    {
        var slope = new Parameter<double>("slope", [1], [0.25]);
        Tensor<double> y = _tape.Constant([-2, 4, -1], [3]).LeakyRelu(slope);
        y.Sum().Backward();
        Assert.Equal([-0.5, 4, -0.25], y.Data.ToArray());
        Assert.Equal([-3], slope.Grad.ToArray());
    }

    [Fact]
    public void Any_element_type_will_do()
    {
        using var tape = new TensorTape<NFloat>();
        Tensor<NFloat> x = tape.Variable([(NFloat)0.3, (NFloat)(-0.4)], [2]);
        (x.Silu() + x.Mish() + x.Selu() + x.Elu() + x.ExpM1() + x.LogP1() + x.HardSwish() + x.Softsign() + x.LogSigmoid() + x.Cbrt() + x.Clamp((NFloat)0, (NFloat)1)).Sum().Backward();
        Tensor<double> same = _tape.Variable([0.3, -0.4], [2]);
        (same.Silu() + same.Mish() + same.Selu() + same.Elu() + same.ExpM1() + same.LogP1() + same.HardSwish() + same.Softsign() + same.LogSigmoid() + same.Cbrt() + same.Clamp(0, 1)).Sum().Backward();
        for (int i = 0; i < 2; i++) Assert.Equal(same.Grad[i], (double)x.Grad[i], 1e-12);
    }
}
