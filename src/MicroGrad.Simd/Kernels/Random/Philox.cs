namespace MicroGrad.Simd.Kernels;

/// <summary>The generator Philox 4x32-10: random bits as a function of a key and a counter, so that any part of a stream can be made again, by any thread.</summary>
/// <remarks>
/// Source: J. K. Salmon, M. A. Moraes, R. O. Dror and D. E. Shaw, "Parallel Random Numbers: As Easy as 1, 2, 3", SC11, 2011.
/// </remarks>
internal static class Philox
{
    /// <summary>Numbers in a block.</summary>
    public const int BlockLength = 4;

    private const int Rounds = 10;
    private const uint MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57, WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;

    /// <summary>Four numbers of 32 random bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (uint A, uint B, uint C, uint D) Block(ulong key, ulong counter, ulong stream = 0)
    {
        uint a = (uint)counter, b = (uint)(counter >> 32), c = (uint)stream, d = (uint)(stream >> 32), keyA = (uint)key, keyB = (uint)(key >> 32);
        for (int round = 0; round < Rounds; round++)
        {
            ulong productA = (ulong)MultiplierA * a, productB = (ulong)MultiplierB * c;
            (a, b, c, d) = ((uint)(productB >> 32) ^ b ^ keyA, (uint)productB, (uint)(productA >> 32) ^ d ^ keyB, (uint)productA);
            keyA += WeylA;
            keyB += WeylB;
        }

        return (a, b, c, d);
    }
}
