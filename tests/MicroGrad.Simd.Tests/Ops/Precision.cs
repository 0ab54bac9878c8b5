using System.Numerics;
using Xunit;

namespace MicroGrad.Simd.Tests.Ops;

/// <summary>How near two numbers must be.</summary>
internal static class Precision
{
    /// <summary>The distance from |x| to the next number, or from the one before where there is no next.</summary>
    public static T Ulp<T>(T x) where T : IFloatingPointIeee754<T>
    {
        T size = T.Abs(x), ulp = T.BitIncrement(size) - size;
        return T.IsFinite(ulp) ? ulp : size - T.BitDecrement(size);
    }

    /// <summary>Equal in every bit, NaN being NaN whatever its payload.</summary>
    public static bool Identical<T>(T expected, T actual) where T : IFloatingPointIeee754<T> =>
        T.IsNaN(expected) ? T.IsNaN(actual) : expected == actual && T.IsNegative(expected) == T.IsNegative(actual);

    public static bool WithinUlps<T>(T expected, T actual, int ulps) where T : IFloatingPointIeee754<T> =>
        Identical(expected, actual) ||
        (T.IsFinite(expected) && T.IsFinite(actual) && T.Abs(actual - expected) <= T.CreateChecked(ulps) * Ulp(expected));

    /// <summary>Whether a sum with a product agrees, where the product may or may not have been rounded before it was added.</summary>
    /// <param name="expected">The sum as the plain loop gives it.</param>
    /// <param name="actual">The sum as the kernel gives it.</param>
    /// <param name="product">What was added.</param>
    /// <param name="slack">By how much one of the product's factors may move it on top of that.</param>
    public static bool SumAgrees<T>(T expected, T actual, T product, T slack) where T : IFloatingPointIeee754<T> =>
        Identical(expected, actual) ||
        (T.IsFinite(expected) && T.IsFinite(actual) && T.Abs(actual - expected) <= Ulp(product) + Ulp(expected) + slack);

    public static bool SumAgrees<T>(T expected, T actual, T product) where T : IFloatingPointIeee754<T> => SumAgrees(expected, actual, product, T.Zero);

    public static void AssertIdentical<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, string context) where T : IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            if (!Identical(expected[i], actual[i])) Fail(expected[i], actual[i], i, context);
    }

    public static void AssertWithinUlps<T>(ReadOnlySpan<T> expected, ReadOnlySpan<T> actual, int ulps, string context) where T : IFloatingPointIeee754<T>
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            if (!WithinUlps(expected[i], actual[i], ulps)) Fail(expected[i], actual[i], i, context);
    }

    public static void Fail<T>(T expected, T actual, int at, string context) =>
        Assert.Fail($"{context}: element {at} of {typeof(T).Name} is {actual}, expected {expected}.");
}
