using System.Numerics;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class VectorSlopeTests
{
    [Fact]
    public void Slope_of_erf_is_within_three_ulp()
    {
        Check<float, Erf>(Precise.ErfSlope, 3, 3, -10, 10);
        Check<double, Erf>(Precise.ErfSlope, 3, 3, -27, 27);
    }

    [Fact]
    public void Slope_of_gelu_is_within_five_ulp()
    {
        // Beyond, the exponential in it is denormal.
        Check<float, Gelu>(Precise.GeluSlope, 5, 8, -13, 13);
        Check<double, Gelu>(Precise.GeluSlope, 5, 8, -37.4, 37.4);
    }

    [Fact]
    public void Slope_of_gelu_in_tanh_form_is_within_seven_ulp()
    {
        Check<float, GeluTanh>(Precise.GeluTanhSlope, 7, 8, -10, 10);
        Check<double, GeluTanh>(Precise.GeluTanhSlope, 7, 8, -21, 21);
    }

    [Fact]
    public void Slope_of_softplus_is_within_four_ulp()
    {
        Check<float, Softplus>(Precise.Sigmoid, 4, 4, -105, 20);
        Check<double, Softplus>(Precise.Sigmoid, 4, 4, -746, 40);
    }

    [Fact]
    public void Slopes_end_where_the_functions_are_flat_or_straight()
    {
        CheckEnds<float>();
        CheckEnds<double>();
        CheckEnds<Half>();
    }

    private static void CheckEnds<T>() where T : IFloatingPointIeee754<T>, IMinMaxValue<T>
    {
        foreach (T x in (T[])[T.PositiveInfinity, T.MaxValue, T.CreateChecked(800)])
        {
            Assert.Equal((T.Zero, T.Zero), (Vjp<T, Erf>(x), Vjp<T, Erf>(-x)));
            Assert.Equal((T.One, T.Zero), (Vjp<T, Gelu>(x), Vjp<T, Gelu>(-x)));
            Assert.Equal((T.One, T.Zero), (Vjp<T, GeluTanh>(x), Vjp<T, GeluTanh>(-x)));
            Assert.Equal((T.One, T.Zero), (Vjp<T, Softplus>(x), Vjp<T, Softplus>(-x)));
        }

        Assert.True(T.IsNaN(Vjp<T, Erf>(T.NaN)) && T.IsNaN(Vjp<T, Gelu>(T.NaN)) && T.IsNaN(Vjp<T, GeluTanh>(T.NaN)) && T.IsNaN(Vjp<T, Softplus>(T.NaN)));
    }

    private static T Vjp<T, TOp>(T x) where T : IFloatingPointIeee754<T> where TOp : struct, IUnaryOp<TOp> => Vjp<T, TOp>([x])[0];

    private static T[] Vjp<T, TOp>(T[] x) where T : IFloatingPointIeee754<T> where TOp : struct, IUnaryOp<TOp>
    {
        T[] dx = new T[x.Length], dy = new T[x.Length];
        Array.Fill(dy, T.One);
        TOp.AddVjp<T>(dy, x, x, dx); // none of these reads the output
        return dx;
    }

    // Where a slope is less than 1/8 on its way through 0, its error is counted in ulps of 1/8.
    private static void Check<T, TOp>(Func<double, Scaled> reference, double bound, double boundWithoutFused, double low, double high)
        where T : IFloatingPointIeee754<T>
        where TOp : struct, IUnaryOp<TOp>
    {
        if (!MicroGrad.Simd.Kernels.FusedProducts.AreSupported) bound = boundWithoutFused;
        T[] x = [T.Zero, T.NegativeZero, T.Epsilon, -T.Epsilon, .. SampleNumbers.Between<T>(low, high, 60_000)], dx = Vjp<T, TOp>(x);
        double unit = Math.ScaleB(1, typeof(T) == typeof(float) ? -26 : -55);
        for (int i = 0; i < x.Length; i++)
        {
            double at = double.CreateChecked(x[i]);
            Scaled want = reference(at);
            double off = at is > -2 and < 0
                ? Math.Min(Ulps.Between(dx[i], want), Math.Abs((double.CreateChecked(dx[i]) - want.Value.Scale(want.Exponent)).High) / unit)
                : Ulps.Between(dx[i], want);
            Assert.True(off <= bound, $"{TOp.Name} at {x[i]:R}: slope {dx[i]:R}, {off} ulp off; the bound is {bound}.");
        }
    }
}
