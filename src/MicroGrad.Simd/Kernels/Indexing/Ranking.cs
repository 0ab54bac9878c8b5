using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Kernels;

/// <summary>Where the numbers of a row stand in their order; equal ones keep theirs.</summary>
internal static class Ranking
{
    // Sorting a row costs about as much as putting this part of it in order one by one.
    private const int MostInserted = 64, InsertedPart = 8;

    /// <summary>How many integers of scratch rows of so many elements need.</summary>
    public static int ScratchLength<T>(int length) where T : unmanaged =>
        typeof(T) == typeof(float) || typeof(T) == typeof(double) ? 2 * length * (Unsafe.SizeOf<T>() / sizeof(int) + 1) : 2 * length;

    /// <summary>The places of the first elements in the order, as many as fit.</summary>
    /// <param name="x">The row.</param>
    /// <param name="places">As long as the row at most.</param>
    /// <param name="scratch">Of the <see cref="ScratchLength"/> of the row.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Run<T, TOrder>(ReadOnlySpan<T> x, Span<int> places, Span<int> scratch)
        where T : unmanaged, IFloatingPointIeee754<T>
        where TOrder : struct, IOrder
    {
        if (places.IsEmpty) return;
        bool few = places.Length <= MostInserted && (x.Length <= MostInserted || places.Length <= x.Length / InsertedPart);
        if (few) InsertedOrder.Run<T, TOrder>(x, places);
        else if (typeof(T) == typeof(float)) RadixOrder.Run<uint, TOrder>(MemoryMarshal.Cast<T, uint>(x), places, scratch);
        else if (typeof(T) == typeof(double)) RadixOrder.Run<ulong, TOrder>(MemoryMarshal.Cast<T, ulong>(x), places, scratch);
        else MergedOrder.Run<T, TOrder>(x, places, scratch);
    }
}
