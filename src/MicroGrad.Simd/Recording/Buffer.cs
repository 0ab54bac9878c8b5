using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Recording;

/// <summary>A part of a managed array. Buffers of unmanaged elements start on a cache line (64 bytes) and never move.</summary>
internal readonly struct Buffer<T>(T[] array, int start, int length)
{
    private const int Alignment = 64;

    public int Length => length;

    public Span<T> Span => new(array, start, length);

    public static Buffer<T> Allocate(int length)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) return new(new T[length], 0, length);
        T[] array = GC.AllocateUninitializedArray<T>(checked(length + PerLine), pinned: true);
        return new(array, FirstAligned(array), length);
    }

    public Buffer<T> Slice(int from, int count)
    {
        Debug.Assert(from >= 0 && count >= 0 && from + count <= length);
        return new(array, start + from, count);
    }

    /// <summary>The smallest multiple of whole cache lines that holds so many elements.</summary>
    public static int RoundUp(int length) => PerLine == 0 ? length : checked(length + PerLine - 1) / PerLine * PerLine;

    // 0 for elements that no number of fills a line
    private static int PerLine => Alignment % Unsafe.SizeOf<T>() == 0 ? Alignment / Unsafe.SizeOf<T>() : 0;

    private static int FirstAligned(T[] array)
    {
        if (PerLine == 0) return 0;
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        return (int)((-address & (Alignment - 1)) / Unsafe.SizeOf<T>());
    }
}
