using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Recording;

/// <summary>Addresses for kernels that hand work to other threads, which no span can go to.</summary>
internal static unsafe class Pinned
{
    /// <summary>Where a part of a <see cref="Buffer{T}"/> starts: valid while the buffer is reachable, since it does not move.</summary>
    public static T* Address<T>(ReadOnlySpan<T> part) where T : unmanaged => (T*)Unsafe.AsPointer(ref MemoryMarshal.GetReference(part));
}
