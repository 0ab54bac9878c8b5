using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using MicroGrad.Simd.Kernels;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class VectorWidthTests
{
    /// <summary>The gate runs all tests at several widths and says through this variable which one it means to have forced.</summary>
    private const string Expected = "MICROGRAD_EXPECTED_BITS";

    [Fact]
    public void The_width_in_force_is_the_one_that_was_asked_for_or_else_the_widest()
    {
        int inForce = Vector128.IsHardwareAccelerated ? 32 * TileWidths<float>.Lanes : 0;
        int widest = Avx512F.IsSupported ? 512 : Avx2.IsSupported ? 256 : Vector128.IsHardwareAccelerated ? 128 : 0;
        int expected = Environment.GetEnvironmentVariable(Expected) is { } asked ? int.Parse(asked, CultureInfo.InvariantCulture) : widest;
        Assert.Equal(expected, inForce);
    }
}
