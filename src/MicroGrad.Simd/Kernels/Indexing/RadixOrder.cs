namespace MicroGrad.Simd.Kernels;

/// <summary>A radix sort of places by the bits of floats or doubles, from the lowest eight to the highest.</summary>
/// <remarks>
/// Numbers of one sign are ordered as their bits are, taken as integers; see M. Herf, "Radix Tricks", 2001. Every pass keeps the order of equal digits,
/// and one whose digits are all the same is left out.
/// </remarks>
internal static class RadixOrder
{
    private const int DigitBits = 8, Digits = 1 << DigitBits, MostPasses = 8;

    /// <param name="bits">The row's bits.</param>
    /// <param name="places">Gets the first places of the order, as many as fit.</param>
    /// <param name="scratch">For two copies of the row and two of its places.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization), SkipLocalsInit]
    public static unsafe void Run<TKey, TOrder>(ReadOnlySpan<TKey> bits, Span<int> places, Span<int> scratch)
        where TKey : unmanaged, IBinaryInteger<TKey>, IMinMaxValue<TKey>
        where TOrder : struct, IOrder
    {
        int length = bits.Length, passes = sizeof(TKey);
        int* counts = stackalloc int[Digits * MostPasses];
        new Span<int>(counts, Digits * passes).Clear();
        fixed (int* free = scratch)
        {
            TKey* keys = (TKey*)free, otherKeys = keys + length;
            int* order = (int*)(otherKeys + length), otherOrder = order + length;
            for (int i = 0; i < length; i++)
            {
                TKey key = Key<TKey, TOrder>(bits[i]);
                keys[i] = key;
                order[i] = i;
                for (int pass = 0; pass < passes; pass++) counts[pass * Digits + Digit(key, pass)]++;
            }

            for (int pass = 0; pass < passes; pass++)
            {
                int* starts = counts + pass * Digits;
                if (starts[Digit(keys[0], pass)] == length) continue;
                for (int digit = 0, start = 0; digit < Digits; digit++)
                {
                    int count = starts[digit];
                    starts[digit] = start;
                    start += count;
                }

                for (int i = 0; i < length; i++)
                {
                    TKey key = keys[i];
                    int at = starts[Digit(key, pass)]++;
                    otherKeys[at] = key;
                    otherOrder[at] = order[i];
                }

                TKey* sortedKeys = otherKeys;
                otherKeys = keys;
                keys = sortedKeys;
                int* sortedOrder = otherOrder;
                otherOrder = order;
                order = sortedOrder;
            }

            new ReadOnlySpan<int>(order, places.Length).CopyTo(places);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Digit<TKey>(TKey key, int pass) where TKey : IBinaryInteger<TKey> => int.CreateTruncating(key >> (pass * DigitBits)) & (Digits - 1);

    /// <summary>An unsigned integer in the order of the numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static unsafe TKey Key<TKey, TOrder>(TKey bits)
        where TKey : unmanaged, IBinaryInteger<TKey>, IMinMaxValue<TKey>
        where TOrder : struct, IOrder
    {
        TKey sign = TKey.One << (sizeof(TKey) * 8 - 1), magnitude = bits & ~sign;
        TKey infinity = TKey.CreateTruncating(sizeof(TKey) == sizeof(uint) ? 0x7F80_0000UL : 0x7FF0_0000_0000_0000UL);
        TKey key = magnitude > infinity ? TKey.MaxValue : magnitude == TKey.Zero ? sign : (bits & sign) != TKey.Zero ? ~bits : bits | sign;
        return TOrder.Descends ? ~key : key;
    }
}
