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
        CheckFloats<Functions.Erf>(Precise.Erf, 4, -5, 5);
        CheckDoubles<Functions.Erf>(Precise.Erf, 4, -7, 7);
    }

    [Fact]
    public void Gelu_is_within_four_ulp()
    {
        // Without fused products a little of the square of x is lost.
        double bound = FusedProducts.AreSupported ? 4 : 5;
        CheckFloats<Functions.Gelu>(Precise.Gelu, bound, -15, 8);
        CheckDoubles<Functions.Gelu>(Precise.Gelu, bound, -39, 10);
    }

    [Fact]
    public void Gelu_in_tanh_form_is_within_four_ulp()
    {
        CheckFloats<Functions.GeluTanh>(Precise.GeluTanh, 4, -12, 8);
        CheckDoubles<Functions.GeluTanh>(Precise.GeluTanh, 4, -24, 8);
    }

    [Fact]
    public void Softplus_is_within_three_ulp()
    {
        CheckFloats<Functions.Softplus>(Precise.Softplus, 3, -105, 20);
        CheckDoubles<Functions.Softplus>(Precise.Softplus, 3, -746, 40);
    }

    [Fact]
    public void Slope_of_gelu_agrees_with_a_central_difference()
    {
        double[] x = SampleNumbers.Between<double>(-6, 6, 200), dx = new double[200], dy = new double[200];
        Array.Fill(dy, 1);
        SlopeSweep.Add<double, Functions.Gelu>(dy, x, x, dx);
        for (int i = 0; i < x.Length; i++)
        {
            double right = x[i] + 1e-5, left = x[i] - 1e-5;
            Assert.Equal((Functions.Gelu.Apply(right) - Functions.Gelu.Apply(left)) / (right - left), dx[i], 1e-8);
        }
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
    private static void CheckFloats<TFunction>(Func<double, double> reference, double bound, double low, double high)
        where TFunction : struct, IVectorFunction
    {
        Check<float, TFunction>(SampleNumbers.Special<float>(), x => new Scaled(reference(x)), bound);
        Check<float, TFunction>(SampleNumbers.Floats(2048), x => new Scaled(reference(x)), bound);
        Check<float, TFunction>(SampleNumbers.Between<float>(low, high, 500_000), x => new Scaled(reference(x)), bound);
    }

    // Where Math has no such function: fewer samples.
    private static void CheckFloats<TFunction>(Func<double, Scaled> reference, double bound, double low, double high)
        where TFunction : struct, IVectorFunction
    {
        Check<float, TFunction>(SampleNumbers.Special<float>(), reference, bound);
        Check<float, TFunction>(SampleNumbers.Floats(40), reference, bound);
        Check<float, TFunction>(SampleNumbers.Between<float>(low, high, 60_000), reference, bound);
    }

    private static void CheckDoubles<TFunction>(Func<double, Scaled> reference, double bound, double low, double high)
        where TFunction : struct, IVectorFunction
    {
        Check<double, TFunction>(SampleNumbers.Special<double>(), reference, bound);
        Check<double, TFunction>(SampleNumbers.Doubles(8), reference, bound);
        Check<double, TFunction>(SampleNumbers.Between<double>(low, high, 60_000), reference, bound);
    }

    private static void Check<T, TFunction>(T[] x, Func<double, Scaled> reference, double bound)
        where T : IFloatingPointIeee754<T>
        where TFunction : struct, IVectorFunction
    {
        var y = new T[x.Length];
        FunctionMap.Run<T, TFunction>(x, y);
        double worst = 0;
        int at = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double ulps = Ulps.Between(y[i], reference(double.CreateChecked(x[i])));
            if (ulps > worst) (worst, at) = (ulps, i);
        }

        Assert.True(worst <= bound, $"{typeof(TFunction).Name} of {x[at]:R} is {y[at]:R}, {worst} ulp off; the bound is {bound}.");
    }
}
