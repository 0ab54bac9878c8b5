using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Kernels;

/// <summary>The elements of a row before its whole vectors: the first vector overlaps the second one, and what they share counts in the second.</summary>
/// <remarks>
/// So a loop over a row has one body for all of its vectors: it starts with a step of <see cref="Step"/> and the lanes <see cref="Lanes"/>,
/// and goes on with whole steps and all lanes. A row must fill a vector.
/// </remarks>
internal static unsafe class RowHead<T, TVector, TLanes>
    where T : unmanaged
    where TVector : struct
    where TLanes : IFunctionLanes<T, TVector>
{
    private const int LargestVector = 64;

    private static ReadOnlySpan<ulong> OnesThenZeros => [~0ul, ~0ul, ~0ul, ~0ul, ~0ul, ~0ul, ~0ul, ~0ul, 0, 0, 0, 0, 0, 0, 0, 0];

    /// <summary>How many elements of a row the first vector stands for.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static nint Step(nint length)
    {
        nint rest = length & (TLanes.Count - 1);
        return rest == 0 ? TLanes.Count : rest;
    }

    /// <summary>A mask of the first lanes.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector Lanes(nint count) =>
        TLanes.Load((T*)((byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(OnesThenZeros)) + LargestVector - count * sizeof(T)));
}
