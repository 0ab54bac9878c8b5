using System.Diagnostics;
using System.Runtime.InteropServices;

namespace MicroGrad.Simd.Recording;

/// <summary>A part of a managed array. Buffers of unmanaged elements start on a cache line (64 bytes) and never move.</summary>
/// <remarks>
/// Large ones start at different places within their pages, if their takers ask for different ones. Tensors of 2ᵏ elements would otherwise all start at the same
/// place, which costs kernels that read two and write a third: a Zen 4 adds a million floats in 150 µs then, and apart in 130. The first cache is the suspect.
/// </remarks>
internal readonly struct Buffer<T>(T[] array, int start, int length)
{
    private const int Alignment = 64, Page = 4096, LargeBytes = 32 * 1024;

    /// <summary>How far apart, in bytes, the places within a page are, and how many.</summary>
    private const int Apart = 17 * Alignment, Places = 4;

    public int Length => length;

    public Span<T> Span => new(array, start, length);

    /// <summary>Makes an array for so many elements; a large one starts at a place within a page, of which any number tells one.</summary>
    public static Buffer<T> Allocate(int length, int place = 0)
    {
        if (RuntimeHelpers.IsReferenceOrContainsReferences<T>()) return new(new T[length], 0, length);
        (int alignment, int lead) = IsLarge(length) ? (Page, LeadTo(place, 0)) : (Alignment, 0);
        T[] array = GC.AllocateUninitializedArray<T>(checked(length + lead + alignment / Unsafe.SizeOf<T>()), pinned: true);
        return new(array, FirstAligned(array, alignment) + lead, length);
    }

    /// <summary>Whether a buffer of so many elements starts at a place within its page that matters.</summary>
    public static bool IsLarge(int length) => PerLine > 0 && length >= LargeBytes / Unsafe.SizeOf<T>();

    /// <summary>How many elements to leave free, so that a buffer starts at a place within its page.</summary>
    /// <param name="place">The place, of which any number tells one.</param>
    /// <param name="from">How many elements after the start of a page the free ones start.</param>
    public static int LeadTo(int place, int from) => (int)((place % Places * Apart - (long)from * Unsafe.SizeOf<T>()) & (Page - 1)) / Unsafe.SizeOf<T>();

    public Buffer<T> Slice(int from, int count)
    {
        Debug.Assert(from >= 0 && count >= 0 && from + count <= length);
        return new(array, start + from, count);
    }

    /// <summary>The smallest multiple of whole cache lines that holds so many elements.</summary>
    public static int RoundUp(int length) => PerLine == 0 ? length : checked(length + PerLine - 1) / PerLine * PerLine;

    // 0 for elements that no number of fills a line
    private static int PerLine => Alignment % Unsafe.SizeOf<T>() == 0 ? Alignment / Unsafe.SizeOf<T>() : 0;

    private static int FirstAligned(T[] array, int alignment)
    {
        if (PerLine == 0) return 0;
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(array, 0);
        return (int)((-address & (alignment - 1)) / Unsafe.SizeOf<T>());
    }
}
