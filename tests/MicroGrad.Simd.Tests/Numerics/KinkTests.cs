using System.Numerics;
using MicroGrad.Simd.Ops;
using Xunit;

namespace MicroGrad.Simd.Tests.Numerics;

/// <summary>Derivatives where a slope jumps, does not exist or is easily lost: what the tables of smooth points cannot show.</summary>
public sealed class KinkTests
{
    private static readonly double[][] Ones = [[1], [1], [1]], Apart = [[1, 0], [0, 1], [1, 0]];

    /// <summary>A function of one number or two, written once.</summary>
    private interface ICase
    {
        static abstract T Of<T>(T[] x) where T : IFloatingPointIeee754<T>;
    }

    private sealed class Function<TCase> : IGenericFunction where TCase : ICase
    {
        public T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => TCase.Of(x);
    }

    private readonly struct Cube : ICase
    {
        public static T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => T.Pow(x[0], T.CreateChecked(3));
    }

    private readonly struct Square : ICase
    {
        public static T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => T.Pow(x[0], T.CreateChecked(2));
    }

    private readonly struct Power : ICase
    {
        public static T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => T.Pow(x[0], x[1]);
    }

    private readonly struct Size : ICase
    {
        public static T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => T.Abs(x[0]);
    }

    private readonly struct SizeTimesItself : ICase
    {
        public static T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => T.Abs(x[0]) * x[0];
    }

    private readonly struct FirstRootTimesItself : ICase
    {
        public static T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => T.RootN(x[0], 1) * x[0];
    }

    private readonly struct FarBelow : ICase
    {
        public static T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => x[0] * T.ExpM1(x[0]);
    }

    private readonly struct NearOne : ICase
    {
        public static T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => x[0] * T.LogP1(x[0]);
    }

    private readonly struct Clamped : ICase
    {
        public static T Of<T>(T[] x) where T : IFloatingPointIeee754<T> => T.Clamp(x[0], T.Zero, T.One) * x[0];
    }

    private static void Derivatives<TCase>(double[] at, double[][] directions, double tolerance, params double[] expected) where TCase : ICase
    {
        for (int order = 1; order <= expected.Length; order++)
            foreach (string modes in Along.Mixes(order))
            {
                double actual = Along.Modes(new Function<TCase>(), directions, modes).Of(at);
                Assert.True(Math.Abs(actual - expected[order - 1]) <= tolerance * Math.Abs(expected[order - 1]), $"{modes}: expected {expected[order - 1]}, got {actual}");
            }
    }

    [Fact]
    public void A_constant_exponent_asks_for_no_logarithm_of_a_negative_base() => Derivatives<Cube>([-2], Ones, 0, 12, -12, 6);

    [Fact]
    public void A_cube_at_zero() => Derivatives<Cube>([0], Ones, 0, 0, 0, 6);

    [Fact]
    public void A_square_at_zero() => Derivatives<Square>([0], Ones, 0, 0, 2, 0);

    // ∂/∂a = b aᵇ⁻¹, ∂²/∂a∂b = aᵇ⁻¹ (1 + b ln a), ∂³/∂a²∂b = aᵇ⁻² (2b − 1 + b (b − 1) ln a).
    [Theory]
    [InlineData(2.0), InlineData(1.0), InlineData(0.0), InlineData(3.0)]
    public void An_exponent_that_varies_is_not_taken_for_a_constant(double b)
    {
        const double A = 1.5;
        double log = Math.Log(A);
        Derivatives<Power>([A, b], Apart, 1e-14, b * Math.Pow(A, b - 1), Math.Pow(A, b - 1) * (1 + b * log), Math.Pow(A, b - 2) * (2 * b - 1 + b * (b - 1) * log));
    }

    [Fact]
    public void The_size_is_flat_at_zero_to_any_order() => Derivatives<Size>([0], Ones, 0, 0, 0, 0);

    [Fact]
    public void The_size_times_the_number_at_zero() => Derivatives<SizeTimesItself>([0], Ones, 0, 0, 0, 0);

    [Fact]
    public void The_first_root_is_the_number_at_zero_too() => Derivatives<FirstRootTimesItself>([0], Ones, 0, 0, 2, 0);

    // Their values come from formulas that are exact but whose own derivatives are not: x (eˣ − 1) and x ln(1 + x) have terms with them from the second derivative on.
    [Fact]
    public void Functions_near_zero_keep_their_digits_in_every_order()
    {
        const double Low = -30, X = 1e-9, One = 1 + X;
        double e = Math.Exp(Low);
        Derivatives<FarBelow>([Low], Ones, 1e-14, (1 + Low) * e - 1, (2 + Low) * e, (3 + Low) * e);
        Derivatives<NearOne>([X], Ones, 1e-14, X - X * X / 2 + X / One, 1 / One + 1 / (One * One), -1 / (One * One) - 2 / (One * One * One));
    }

    [Fact]
    public void A_rectifier_is_flat_at_zero_at_every_level()
    {
        Dual<Dual<double>> y = new Dual<Dual<double>>(new(0, 1), new(1, 0)).Apply<Relu>();
        Assert.Equal((0, 0, 0, 0), (y.Value.Value, y.Value.Tangent, y.Tangent.Value, y.Tangent.Tangent));
    }

    [Fact]
    public void At_a_bound_a_clamped_number_is_free() => Derivatives<Clamped>([1], Ones, 0, 2, 2, 0);

    [Theory]
    [InlineData(1, 1, 1), InlineData(2, double.PositiveInfinity, 0), InlineData(3, double.PositiveInfinity, 0), InlineData(-2, double.NegativeInfinity, 0)]
    public void Slopes_of_roots_at_zero_and_at_infinity(int n, double atZero, double atInfinity)
    {
        static T Root<T>(T x, int n) where T : IRootFunctions<T> => T.RootN(x, n);
        Assert.Equal(atZero, Root(new Dual<double>(0, 1), n).Tangent);
        Assert.Equal(atInfinity, Root(new Dual<double>(double.PositiveInfinity, 1), n).Tangent);
    }

    [Fact]
    public void The_slope_of_a_root_does_not_overflow()
    {
        static T SquareRoot<T>(T x) where T : IRootFunctions<T> => T.RootN(x, 2);
        Assert.Equal(0.5 / Math.Sqrt(double.MaxValue), SquareRoot(new Dual<double>(double.MaxValue, 1)).Tangent, 1e-168);
    }
}
