using System.Globalization;
using Xunit;

namespace MicroGrad.Simd.Tests.Gradients;

/// <summary>Comparisons of many numbers at once.</summary>
internal static class Numbers
{
    /// <summary>Every pair agrees relative to its own size, and to the largest one's tenth, or 0.1, where it is smaller: it may be a difference of such numbers.</summary>
    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, double tolerance, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        foreach (double x in expected) largest = Math.Max(largest, Math.Abs(x));
        for (int i = 0; i < expected.Length; i++)
        {
            double scale = Math.Max(Math.Max(Math.Abs(expected[i]), Math.Abs(actual[i])), 0.1 * Math.Max(1, largest));
            Assert.True(
                Math.Abs(expected[i] - actual[i]) <= tolerance * scale,
                string.Create(CultureInfo.InvariantCulture, $"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}"));
        }
    }
}
