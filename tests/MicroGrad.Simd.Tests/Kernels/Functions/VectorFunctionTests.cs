using System.Numerics;
using System.Runtime.Intrinsics;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class VectorFunctionTests
{
    [Fact]
    public void Exp_is_within_two_ulp()
    {
        CheckFloats<Exp>(Math.Exp, 2, -105, 90);
        CheckDoubles<Exp>(Precise.Exp, 2, -746, 710);
    }

    [Fact]
    public void Log_is_within_two_ulp()
    {
        CheckFloats<Log>(Math.Log, 2, 0.5, 2);
        CheckDoubles<Log>(Precise.Log, 2, 0.5, 2);
    }

    [Fact]
    public void Sin_is_within_one_ulp_at_every_size()
    {
        double bound = BoundOfSinAndCos;
        CheckFloats<Sin>(Math.Sin, bound, -400, 400);
        CheckFloats<Sin>(Math.Sin, bound, 130_000, 132_000);
        CheckDoubles<Sin>(PreciseTrigonometry.Sin, bound, -400, 400);
        CheckDoubles<Sin>(PreciseTrigonometry.Sin, bound, (1 << 30) - 1000, (1 << 30) + 1000);
    }

    [Fact]
    public void Cos_is_within_one_ulp_at_every_size()
    {
        double bound = BoundOfSinAndCos;
        CheckFloats<Cos>(Math.Cos, bound, -400, 400);
        CheckFloats<Cos>(Math.Cos, bound, 130_000, 132_000);
        CheckDoubles<Cos>(PreciseTrigonometry.Cos, bound, -400, 400);
        CheckDoubles<Cos>(PreciseTrigonometry.Cos, bound, (1 << 30) - 1000, (1 << 30) + 1000);
    }

    [Fact]
    public void Sin_and_cos_are_within_one_ulp_beside_their_zeros()
    {
        double bound = BoundOfSinAndCos;
        float[] floats = BesideQuarterTurns<float>(83_000, 3);
        Check<float, Sin>(floats, x => new Scaled(Math.Sin(x)), bound);
        Check<float, Cos>(floats, x => new Scaled(Math.Cos(x)), bound);
        double[] doubles = BesideQuarterTurns<double>(680_000_000, 67_003);
        Check<double, Sin>(doubles, PreciseTrigonometry.Sin, bound);
        Check<double, Cos>(doubles, PreciseTrigonometry.Cos, bound);
    }

    // Without fused products the square of the remainder is rounded once more.
    private static double BoundOfSinAndCos => FusedProducts.AreSupported ? 1 : 1.5;

    // The two numbers about every step-th multiple of π/2.
    private static T[] BesideQuarterTurns<T>(int highest, int step) where T : IFloatingPointIeee754<T>
    {
        var x = new T[2 * (highest / step)];
        for (int i = 0; i < x.Length; i += 2)
        {
            x[i] = T.CreateChecked((i / 2 * step + 1) * (Math.PI / 2));
            x[i + 1] = T.BitIncrement(x[i]);
        }

        return x;
    }

    [Fact]
    public void Tanh_is_within_four_ulp()
    {
        CheckFloats<Tanh>(Math.Tanh, 4, -10, 10);
        CheckDoubles<Tanh>(Precise.Tanh, 4, -20, 20);
    }

    [Fact]
    public void Sigmoid_is_within_four_ulp()
    {
        // The plain form, which serves where there are no vectors, has no denormal values: e⁻ˣ overflows first.
        if (!Vector128.IsHardwareAccelerated) return;
        CheckFloats<Sigmoid>(x => 1 / (1 + Math.Exp(-x)), 4, -105, 20);
        CheckDoubles<Sigmoid>(Precise.Sigmoid, 4, -746, 40);
    }

    [Fact]
    public void Erf_is_within_four_ulp()
    {
        CheckFloats<Erf>(Precise.Erf, 4, -5, 5);
        CheckDoubles<Erf>(Precise.Erf, 4, -7, 7);
    }

    [Fact]
    public void Gelu_is_within_four_ulp()
    {
        // Without fused products a little of the square of x is lost.
        double bound = FusedProducts.AreSupported ? 4 : 5;
        CheckFloats<Gelu>(Precise.Gelu, bound, -15, 8);
        CheckDoubles<Gelu>(Precise.Gelu, bound, -39, 10);
    }

    [Fact]
    public void Gelu_in_tanh_form_is_within_four_ulp()
    {
        CheckFloats<GeluTanh>(Precise.GeluTanh, 4, -12, 8);
        CheckDoubles<GeluTanh>(Precise.GeluTanh, 4, -24, 8);
    }

    [Fact]
    public void Softplus_is_within_three_ulp()
    {
        CheckFloats<Softplus>(Precise.Softplus, 3, -105, 20);
        CheckDoubles<Softplus>(Precise.Softplus, 3, -746, 40);
    }

    [Fact]
    public void Tanh_is_accurate_near_zero()
    {
        float[] x = [4e-5f, -3.8e-5f, 1e-7f, 1e-20f, float.Epsilon, -float.Epsilon];
        var y = new float[x.Length];
        FunctionMap.Run<float, Tanh>(x, y);
        for (int i = 0; i < x.Length; i++) Assert.InRange(Ulps.Between(y[i], new Scaled(Math.Tanh(x[i]))), 0, 3);
    }

    // References in double are exact enough for float, and fast: millions of floats.
    private static void CheckFloats<TOp>(Func<double, double> reference, double bound, double low, double high)
        where TOp : struct, IUnaryOp<TOp>
    {
        Check<float, TOp>(SampleNumbers.Special<float>(), x => new Scaled(reference(x)), bound);
        Check<float, TOp>(SampleNumbers.Floats(2048), x => new Scaled(reference(x)), bound);
        Check<float, TOp>(SampleNumbers.Between<float>(low, high, 500_000), x => new Scaled(reference(x)), bound);
    }

    // Where Math has no such function: fewer samples.
    private static void CheckFloats<TOp>(Func<double, Scaled> reference, double bound, double low, double high)
        where TOp : struct, IUnaryOp<TOp>
    {
        Check<float, TOp>(SampleNumbers.Special<float>(), reference, bound);
        Check<float, TOp>(SampleNumbers.Floats(40), reference, bound);
        Check<float, TOp>(SampleNumbers.Between<float>(low, high, 60_000), reference, bound);
    }

    private static void CheckDoubles<TOp>(Func<double, Scaled> reference, double bound, double low, double high)
        where TOp : struct, IUnaryOp<TOp>
    {
        Check<double, TOp>(SampleNumbers.Special<double>(), reference, bound);
        Check<double, TOp>(SampleNumbers.Doubles(8), reference, bound);
        Check<double, TOp>(SampleNumbers.Between<double>(low, high, 60_000), reference, bound);
    }

    private static void Check<T, TOp>(T[] x, Func<double, Scaled> reference, double bound)
        where T : IFloatingPointIeee754<T>
        where TOp : struct, IUnaryOp<TOp>
    {
        var y = new T[x.Length];
        TOp.Forward<T>(x, y);
        double worst = 0;
        int at = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double ulps = Ulps.Between(y[i], reference(double.CreateChecked(x[i])));
            if (ulps > worst) (worst, at) = (ulps, i);
        }

        Assert.True(worst <= bound, $"{typeof(TOp).Name} of {x[at]:R} is {y[at]:R}, {worst} ulp off; the bound is {bound}.");
    }
}
