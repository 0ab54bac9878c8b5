using System.Numerics;
using MicroGrad.Simd.Kernels;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class ScanTests
{
    [Fact]
    public void One_element_out_of_range_is_found_anywhere()
    {
        Check<float>();
        Check<double>();
        Check<Half>();
    }

    private static void Check<T>() where T : IFloatingPointIeee754<T>
    {
        T low = -T.One, high = T.One + T.One;
        for (int length = 0; length <= 140; length++)
        {
            // What lies beside the span is none of its elements.
            var buffer = new T[length + 80];
            Array.Fill(buffer, T.NaN);
            Span<T> x = buffer.AsSpan(40, length);
            x.Fill(T.One);
            Assert.True(Scan.AllBetween(x, low, high));
            Assert.True(Scan.AllEqual(x, T.One));
            for (int at = 0; at < length; at++)
                foreach (T other in (T[])[low, high, T.NaN, T.NegativeInfinity, T.PositiveInfinity])
                {
                    x[at] = other;
                    Assert.False(Scan.AllBetween(x, low, high));
                    Assert.False(Scan.AllEqual(x, T.One));
                    x[at] = T.One;
                }
        }
    }
}
