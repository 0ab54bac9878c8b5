using MicroGrad.Simd.Kernels;
using Xunit;

namespace MicroGrad.Simd.Tests.Kernels;

public sealed class PhiloxTests
{
    // The known answers that its authors publish with Random123 for ten rounds.
    [Theory]
    [InlineData(0ul, 0ul, 0ul, 0x6627e8d5u, 0xe169c58du, 0xbc57ac4cu, 0x9b00dbd8u)]
    [InlineData(ulong.MaxValue, ulong.MaxValue, ulong.MaxValue, 0x408f276du, 0x41c83b0eu, 0xa20bc7c6u, 0x6d5451fdu)]
    [InlineData(0x299f31d0_a4093822ul, 0x85a308d3_243f6a88ul, 0x03707344_13198a2eul, 0xd16cfe09u, 0x94fdccebu, 0x5001e420u, 0x24126ea1u)]
    public void A_block_is_the_published_one(ulong key, ulong counter, ulong stream, uint a, uint b, uint c, uint d) =>
        Assert.Equal((a, b, c, d), Philox.Block(key, counter, stream));
}
