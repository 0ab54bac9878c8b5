using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Kernels;

/// <summary>Masks for the last vector of a span, which overlaps the one before it.</summary>
internal static unsafe class TailMask
{
    private const int WidestVector = 64;

    // A window of a vector's width over these bytes has as many of its last ones set as it reaches into the second half.
    private static ReadOnlySpan<byte> Bytes =>
    [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
        255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255, 255,
    ];

    /// <summary>A mask of which only the last <paramref name="count"/> elements are set.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector OfLast<T, TVector, TLanes>(nint count)
        where T : unmanaged
        where TVector : struct
        where TLanes : IFunctionLanes<T, TVector>
    {
        // Constant data, which does not move.
        byte* bytes = (byte*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(Bytes));
        return TLanes.Load((T*)(bytes + WidestVector + (count - TLanes.Count) * sizeof(T)));
    }
}
