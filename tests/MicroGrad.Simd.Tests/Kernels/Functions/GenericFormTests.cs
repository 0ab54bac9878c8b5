using System.Runtime.InteropServices;
using MicroGrad.Simd.Kernels;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

/// <summary>Functions that have no vector form for an element type, here for a double by another name.</summary>
public sealed class GenericFormTests
{
    [Fact]
    public void Tail_of_the_normal_distribution_is_within_its_conditioning()
    {
        double[] a = [0, double.Epsilon, 1e-9, 1, .. SampleNumbers.Between<double>(0, 1.2, 500), .. SampleNumbers.Between<double>(1, 37, 500)];
        foreach (double x in a) Assert.InRange(Ulps.Between(GaussTail.Of(x), Precise.GaussTail(x)), 0, 12);
    }

    [Fact]
    public void Functions_agree_with_their_vector_forms()
    {
        Check<Erf>(8, x => 4);
        Check<Gelu>(16, x => 16);
        Check<Softplus>(8, x => 8);

        // Nothing keeps what rounding takes from v, so in the tail its ulps are relative errors.
        Check<GeluTanh>(8 + 8 * 30, x => 16 + 80 * Math.Abs(x * x * x));
    }

    [Fact]
    public void Special_values_are_those_of_the_vector_forms()
    {
        CheckSpecial<Erf>();
        CheckSpecial<Gelu>();
        CheckSpecial<GeluTanh>();
        CheckSpecial<Softplus>();
    }

    private static void CheckSpecial<TOp>() where TOp : struct, IUnaryOp<TOp>
    {
        foreach (double x in (double[])[0, -0.0, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 1e200, -1e200, 1e300, -1e300])
        {
            NFloat at = (NFloat)x, y = TOp.Apply(at);
            Assert.Equal(TOp.Apply(x), (double)y);
            if (!double.IsNaN(x)) Assert.Equal(double.IsNegative(TOp.Apply(x)), double.IsNegative((double)y));
            Assert.Equal(TOp.Slope(x, TOp.Apply(x)), (double)TOp.Slope(at, y));
        }
    }

    private static void Check<TOp>(double ulps, Func<double, double> slopeUlps) where TOp : struct, IUnaryOp<TOp>
    {
        foreach (double x in SampleNumbers.Between<double>(-9, 9, 2000))
        {
            double y = TOp.Apply(x), slope = TOp.Slope(x, y), tolerance = Math.ScaleB(1, -52);
            NFloat at = (NFloat)x, generic = TOp.Apply(at);
            Assert.Equal(y, (double)generic, tolerance * ulps * Math.Abs(y));
            Assert.Equal(slope, (double)TOp.Slope(at, generic), tolerance * slopeUlps(x) * Math.Max(Math.Abs(slope), x is > -2 and < 0 ? 0.125 : 0));
        }
    }
}
